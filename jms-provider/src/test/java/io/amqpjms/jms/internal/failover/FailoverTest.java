package io.amqpjms.jms.internal.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.ReconnectOptions;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.jms.internal.options.Broker;
import io.amqpjms.jms.internal.options.Options;
import io.amqpjms.jms.internal.options.Scheme;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order brokers are tried, and with which delays. */
class FailoverTest {
    private static final Broker PRESENT = new Broker(Scheme.AMQP, "one", 5672, "");

    private static ConnectionOptions reach(Broker broker) {
        return ConnectionOptions.builder(broker.host(), broker.port()).build();
    }

    private static Failover policy(String uri) {
        return new Failover(Options.of(uri), FailoverTest::reach);
    }

    private static String next(Failover policy) {
        return policy.peer(ConnectionOptions.builder("unused", 1).build(), 1).host();
    }

    private static EngineException redirectTo(Map<Symbol, Object> info) {
        ErrorCondition error = new ErrorCondition(Symbol.of("amqp:connection:redirect"), "over there", info);
        return new EngineException.ConnectionFailed(Stage.OPEN, "redirected", error, null);
    }

    @Test
    void brokersAreTriedInRoundsWithADelayBetweenRoundsOnly() {
        Failover policy = policy("failover:(amqp://one,amqp://two)?failover.reconnectDelay=100");
        assertThat(next(policy)).isEqualTo("one");
        assertThat(policy.next()).isZero();
        assertThat(next(policy)).isEqualTo("two");
        assertThat(policy.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(next(policy)).isEqualTo("one");
        assertThat(policy.next()).isZero();
        assertThat(next(policy)).isEqualTo("two");
        assertThat(policy.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void theBrokerThatWasLostComesLast() {
        Failover policy = policy("failover:(amqp://one,amqp://two,amqp://three)");
        assertThat(next(policy)).isEqualTo("one");
        policy.reset();
        assertThat(policy.next()).isZero();
        assertThat(List.of(next(policy), next(policy), next(policy))).containsExactly("two", "three", "one");
    }

    @Test
    void aLossMayBeFollowedByADelay() {
        Failover policy = policy("failover:(amqp://one)?failover.initialReconnectDelay=2s");
        next(policy);
        policy.reset();
        assertThat(policy.next()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void delaysGrowUpToTheLongestUnlessTheyShallNot() {
        Failover growing = policy("failover:(amqp://one)?failover.reconnectDelay=100&failover.maxReconnectDelay=300");
        Failover steady =
                policy("failover:(amqp://one)?failover.reconnectDelay=100&failover.useReconnectBackOff=false");
        for (int i = 0; i < 20; i++) {
            next(growing);
            growing.next();
            next(steady);
            assertThat(steady.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        }
        next(growing);
        assertThat(growing.next()).isBetween(Duration.ofMillis(150), Duration.ofMillis(300));
    }

    @Test
    void randomOrderDiffersFromRoundToRound() {
        Failover policy = policy("failover:(amqp://one,amqp://two,amqp://three)?failover.randomize=true");
        Set<List<String>> rounds = new HashSet<>();
        for (int round = 0; round < 200; round++) {
            List<String> order = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                order.add(next(policy));
                policy.next();
            }
            assertThat(order).containsExactlyInAnyOrder("one", "two", "three");
            rounds.add(order);
        }
        assertThat(rounds).hasSize(6);
    }

    private static EngineException refused() {
        return new EngineException.ConnectionFailed(Stage.TCP, "refused", null, null);
    }

    /** How many tries there are until the policy gives up, from one that fails on; 100 stand for no end. */
    private static int triesUntilTheEnd(Failover policy, boolean wasOpen) {
        for (int tries = 0; tries < 100; tries++) {
            policy.onFailed(refused());
            if (!policy.goesOn(wasOpen)) {
                return tries;
            }
            policy.next();
            next(policy);
        }
        return 100;
    }

    @ParameterizedTest
    @CsvSource({
        "failover.warnAfterReconnectAttempts=-1, 100, 100",
        "failover.maxReconnectAttempts=3, 6, 5",
        "failover.startupMaxReconnectAttempts=1, 100, 1",
        "failover.maxReconnectAttempts=3&failover.startupMaxReconnectAttempts=2, 6, 3"
    })
    void attemptsAreRoundsThroughAllBrokers(String options, int afterALoss, int afterTheFirstTry) {
        Failover policy = policy("failover:(amqp://one,amqp://two)?" + options);
        next(policy);
        assertThat(triesUntilTheEnd(policy, false)).isEqualTo(afterTheFirstTry);
        policy.reset();
        assertThat(triesUntilTheEnd(policy, true)).isEqualTo(afterALoss);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2147483647",
        "'?failover.maxReconnectAttempts=0', 0",
        "'?failover.maxReconnectAttempts=0&failover.startupMaxReconnectAttempts=1', 0",
        "'?failover.startupMaxReconnectAttempts=0', 2147483647"
    })
    void theEngineKnowsWhetherThereIsNoRoundAtAll(String options, int maxTries) {
        ReconnectOptions reconnect =
                Failover.reconnect(Options.of("failover:(amqp://one,amqp://two)" + options), FailoverTest::reach);
        assertThat(reconnect.maxTries()).isEqualTo(maxTries);
        assertThat(reconnect.maxFirstTries()).isEqualTo(ReconnectOptions.NO_LIMIT);
    }

    // With REPLACE what the URI names stays the last resort, so a round goes through the same three.
    @ParameterizedTest
    @CsvSource({"REPLACE, 6", "ADD, 6", "IGNORE, 4"})
    void aRoundGoesThroughAnnouncedBrokersToo(String action, int tries) {
        Failover policy = policy("failover:(amqp://one,amqp://two)?failover.maxReconnectAttempts=2"
                + "&failover.amqpOpenServerListAction=" + action);
        next(policy);
        policy.onOpened(announcing("three"));
        policy.reset();
        assertThat(triesUntilTheEnd(policy, true)).isEqualTo(tries);
    }

    @Test
    void theBrokersOfTheUriAreTheLastResortWhenNoneOfTheAnnouncedOnesIsThere() {
        Failover policy = policy("failover:(amqp://one,amqp://two)?failover.maxReconnectAttempts=1");
        next(policy);
        policy.onOpened(announcing("three"));
        policy.reset();
        for (String broker : List.of("three", "one", "two")) {
            assertThat(policy.goesOn(true)).isTrue();
            policy.next();
            assertThat(next(policy)).isEqualTo(broker);
            policy.onFailed(refused());
        }
        assertThat(policy.goesOn(true)).isFalse();
    }

    @Test
    void whoIsSentElsewhereFromTheLastBrokerOfTheLastRoundGoesThere() {
        Failover policy = policy("failover:(amqp://one)?failover.maxReconnectAttempts=1");
        next(policy);
        policy.onFailed(redirectTo(Map.of(Symbol.of("network-host"), "two", Symbol.of("port"), 5672)));
        assertThat(policy.goesOn(false)).isTrue();
        assertThat(policy.next()).isZero();
        assertThat(next(policy)).isEqualTo("two");
        policy.onFailed(refused());
        assertThat(policy.goesOn(false)).isFalse();
    }

    @Test
    void aRedirectIsFollowedAtOnceAndNotForEver() {
        Failover policy = policy("failover:(amqp://one,amqp://two)");
        assertThat(next(policy)).isEqualTo("one");
        EngineException elsewhere =
                redirectTo(Map.of(Symbol.of("network-host"), "three", Symbol.of("port"), 5672, Symbol.of("path"), ""));
        for (int i = 0; i < 4; i++) {
            policy.onFailed(elsewhere);
            assertThat(policy.next()).isZero();
            assertThat(next(policy)).isEqualTo("three");
        }
        policy.onFailed(elsewhere);
        assertThat(next(policy)).isEqualTo("two");
    }

    @Test
    void eachRoundFollowsRedirectsAnew() {
        Failover policy = policy("failover:(amqp://one)");
        for (int round = 0; round < 10; round++) {
            assertThat(next(policy)).isEqualTo("one");
            policy.onFailed(redirectTo(Map.of(Symbol.of("network-host"), "two", Symbol.of("port"), 5672)));
            assertThat(policy.next()).isZero();
            assertThat(next(policy)).isEqualTo("two");
            policy.onFailed(refused());
            assertThat(policy.next()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRedirectIsFollowedWithoutAnyAttemptToo(boolean wasOpen) {
        Failover policy = policy("failover:(amqp://one)?failover.maxReconnectAttempts=0");
        next(policy);
        policy.onFailed(redirectTo(Map.of(Symbol.of("network-host"), "two", Symbol.of("port"), 5672)));
        assertThat(policy.goesOn(wasOpen)).isTrue();
        assertThat(policy.next()).isZero();
        assertThat(next(policy)).isEqualTo("two");
        policy.onFailed(refused());
        assertThat(policy.goesOn(wasOpen)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "amqp, amqp, true",
        "amqp, amqps, true",
        "amqps, amqps, true",
        "amqps, amqp, false",
        "amqp, gopher, false"
    })
    void aWayThatIsLessSafeIsNotTaken(String present, String announced, boolean taken) {
        Broker here = new Broker(Scheme.find(present), "one", 5672, "");
        Map<Symbol, Object> there =
                Map.of(Symbol.of("hostname"), "two", Symbol.of("port"), 5671, Symbol.of("scheme"), announced);
        assertThat(Announced.redirect(redirectTo(there).error(), here) != null).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "amqpws, amqp, /amqp",
        "amqpws, /amqp?a=b, /amqp?a=b",
        "amqpws, '', ''",
        "amqpws, /messages of today, ",
        "amqpws, /%zz, ",
        "amqp, /no one asks, ''"
    })
    void aPathIsUnderstoodOrItsBrokerPassedOver(String scheme, String announced, @Nullable String path) {
        Map<Symbol, Object> there = Map.of(
                Symbol.of("hostname"),
                "two",
                Symbol.of("port"),
                80,
                Symbol.of("scheme"),
                scheme,
                Symbol.of("path"),
                announced);
        Broker found = Announced.redirect(redirectTo(there).error(), PRESENT);
        assertThat(found == null ? null : found.path()).isEqualTo(path);
    }

    @Test
    void announcedBrokersComeFirstAndThePresentOneLast() {
        Map<Symbol, Object> properties = Map.of(
                Symbol.of("failover-server-list"),
                List.of(
                        Map.of(Symbol.of("network-host"), "two", Symbol.of("port"), 5672),
                        Map.of("hostname", "three", "port", 5673),
                        Map.of("hostname", "without port"),
                        Map.of("hostname", "four", "port", 70_000),
                        "nonsense"));
        List<Broker> announced = Announced.brokers(properties, PRESENT);
        assertThat(announced)
                .containsExactly(new Broker(Scheme.AMQP, "two", 5672, ""), new Broker(Scheme.AMQP, "three", 5673, ""));
        assertThat(Announced.merged(announced, List.of(PRESENT), PRESENT))
                .extracting(Broker::host)
                .containsExactly("two", "three", "one");
    }

    @Test
    void theBrokerThatTheClientWasSentToIsKnownOnce() {
        Broker sentTo = new Broker(Scheme.AMQP, "two", 5672, "", "tenant-b");
        Broker announced = new Broker(Scheme.AMQP, "two", 5672, "");
        assertThat(Announced.merged(List.of(announced), List.of(PRESENT), sentTo))
                .containsExactly(PRESENT, sentTo);
    }

    @ParameterizedTest
    @CsvSource({"REPLACE, 'two,one'", "ADD, 'two,other,one'", "IGNORE, 'other,one'"})
    void theListThatABrokerAnnouncesIsTreatedAsTheOptionSays(String action, String afterwards) {
        Failover policy = policy("failover:(amqp://one,amqp://other)?failover.amqpOpenServerListAction=" + action);
        assertThat(next(policy)).isEqualTo("one");
        policy.onOpened(announcing("two"));
        policy.reset();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < afterwards.split(",").length; i++) {
            order.add(next(policy));
        }
        assertThat(String.join(",", order)).isEqualTo(afterwards);
    }

    private static Connection announcing(String host) {
        Map<Symbol, Object> properties = Map.of(
                Symbol.of("failover-server-list"),
                List.of(Map.of(Symbol.of("network-host"), host, Symbol.of("port"), 5672)));
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> method.getName().equals("remoteProperties") ? properties : null);
    }

    @Test
    void otherFailuresSendNobodyElsewhere() {
        ErrorCondition error = new ErrorCondition("amqp:connection:forced", "shutting down");
        assertThat(Announced.redirect(error, PRESENT)).isNull();
        assertThat(Announced.redirect(null, PRESENT)).isNull();
    }
}
