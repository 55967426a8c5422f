package io.amqpjms.jms.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.mapping.DeserializationPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    static List<Option<?>> working() {
        return OptionTable.all().stream()
                .filter(option -> option.support().state() == Support.State.WORKS)
                .toList();
    }

    static List<Option<?>> refused() {
        return OptionTable.all().stream()
                .filter(option -> option.support().state() == Support.State.REFUSED)
                .toList();
    }

    static List<Option<?>> withoutEffect() {
        return OptionTable.all().stream()
                .filter(option -> option.support().state() == Support.State.NO_EFFECT)
                .toList();
    }

    static List<Option<?>> pickyAboutValues() {
        return OptionTable.all().stream()
                .filter(option -> !List.of("text", "list", "secret")
                        .contains(option.kind().type()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("working")
    void workingOptionTakesItsExample(Option<?> option) {
        String uri = option.scope().equals("failover") ? "failover:(amqp://broker)" : "amqp://broker";
        Options options = Options.of(uri + "?" + option + "=" + option.kind().example());
        assertThat(options.isGiven(option)).isTrue();
        assertThat(options.get(option).toString())
                .isEqualTo(option.read(option.kind().example()).toString());
        assertThat(options.warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withoutEffect")
    void optionWithoutEffectIsTakenWithOneWarning(Option<?> option) {
        Options options = Options.of("amqp://broker?" + option + "=" + otherThanDefault(option));
        assertThat(options.warnings())
                .singleElement()
                .asString()
                .contains("'" + option + "' has no effect", option.support().reason());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusedOptionSaysWhy(Option<?> option) {
        String name = option.name().replace("*", "X-Name");
        assertThatThrownBy(() -> Options.of("amqp://broker?" + name + "=" + otherThanDefault(option)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'" + option + "' is not supported")
                .hasMessageContaining(option.support().reason())
                .hasFieldOrPropertyWithValue("errorCode", "amqpjms:unsupported");
    }

    @ParameterizedTest
    @MethodSource("pickyAboutValues")
    void unusableValueIsRefusedWithRangeAndExample(Option<?> option) {
        assertThatThrownBy(() -> option.read("maybe"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'" + option + "' cannot be 'maybe'")
                .hasMessageContaining(option.kind().range())
                .hasMessageContaining(option + "=" + option.kind().example())
                .hasFieldOrPropertyWithValue("errorCode", "amqpjms:invalid-value");
    }

    @ParameterizedTest
    @MethodSource("io.amqpjms.jms.internal.options.OptionTable#all")
    void defaultOfEveryOptionIsTakenQuietly(Option<?> option) {
        String byDefault = option.byDefault().text();
        if (byDefault != null && !option.scope().equals("failover")) {
            assertThat(Options.of("amqp://broker?" + option + "=" + byDefault).warnings())
                    .isEmpty();
        }
    }

    @Test
    void optionThatNobodySetHasItsDefault() {
        Options options = Options.of("amqp://broker");
        assertThat(options.get(JmsOptions.SEND_TIMEOUT)).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.get(PolicyOptions.DENY_LIST)).isEmpty();
        assertThat(options.find(JmsOptions.CLIENT_ID)).isNull();
        assertThat(options.isGiven(JmsOptions.SEND_TIMEOUT)).isFalse();
        assertThatThrownBy(() -> options.get(JmsOptions.CLIENT_ID)).hasMessageContaining("jms.clientID has no default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                                      | 1000 | 1000 | 1000 | 1000
                    jms.prefetchPolicy.all=0                                                | 0    | 0    | 0    | 0
                    jms.prefetchPolicy.queuePrefetch=1                                      | 1    | 1000 | 1000 | 1000
                    jms.prefetchPolicy.queuePrefetch=1000&jms.prefetchPolicy.all=5          | 1000 | 5    | 5    | 5
                    jms.prefetchPolicy.topicPrefetch=2&jms.prefetchPolicy.queueBrowserPrefetch=3&jms.prefetchPolicy.durableTopicPrefetch=4 | 1000 | 2 | 3 | 4
                    jms.prefetchPolicy.all=40000                                            | 32767 | 32767 | 32767 | 32767
                    jms.prefetchPolicy.all=40000&jms.prefetchPolicy.maxPrefetchSize=50000   | 40000 | 40000 | 40000 | 40000
                    """)
    void prefetchIsTheMostSpecificSetting(String query, int queue, int topic, int browser, int durable) {
        assertThat(Options.of("amqp://broker?" + query).prefetchPolicy())
                .isEqualTo(new PrefetchPolicy(queue, topic, browser, durable, 64 << 20, null, Map.of()));
    }

    @Test
    void prefetchThatIsCutIsWarnedAbout() {
        assertThat(Options.of("amqp://broker?jms.prefetchPolicy.queuePrefetch=40000")
                        .warnings())
                .singleElement()
                .asString()
                .contains(
                        "jms.prefetchPolicy.queuePrefetch",
                        "from 40000 to 32767",
                        "jms.prefetchPolicy.maxPrefetchSize");
    }

    @Test
    void hostNameThatIsNotVerifiedIsWarnedAbout() {
        assertThat(Options.of("amqps://broker?transport.verifyHost=false").warnings())
                .singleElement()
                .asString()
                .contains("transport.verifyHost", "pose as the broker");
    }

    @Test
    void redeliveryIsLeftToTheBrokerUnlessLimited() {
        RedeliveryPolicy free = Options.of("amqp://broker").redeliveryPolicy();
        assertThat(free).isEqualTo(new RedeliveryPolicy(null, RedeliveryOutcome.MODIFIED_FAILED_UNDELIVERABLE));
        assertThat(free.isExceededBy(1_000_000)).isFalse();

        RedeliveryPolicy limited = Options.of(
                        "amqp://broker?jms.redeliveryPolicy.maxRedeliveries=2&jms.redeliveryPolicy.outcome=2")
                .redeliveryPolicy();
        assertThat(limited).isEqualTo(new RedeliveryPolicy(2, RedeliveryOutcome.REJECTED));
        assertThat(limited.isExceededBy(2)).isFalse();
        assertThat(limited.isExceededBy(3)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "presettleAll,                true,  true,  true,  true,  true",
        "presettleProducers,          true,  true,  true,  false, false",
        "presettleQueueProducers,     true,  false, false, false, false",
        "presettleTopicProducers,     false, true,  false, false, false",
        "presettleTransactedProducers,false, false, true,  false, false",
        "presettleConsumers,          false, false, false, true,  true",
        "presettleQueueConsumers,     false, false, false, true,  false",
        "presettleTopicConsumers,     false, false, false, false, true",
    })
    void presettlingCoversWhatItsNameSays(
            String name, boolean queueOut, boolean topicOut, boolean transacted, boolean queueIn, boolean topicIn) {
        assertThat(Options.of("amqp://broker?jms.presettlePolicy." + name + "=true")
                        .presettlePolicy())
                .isEqualTo(new PresettlePolicy(queueOut, topicOut, transacted, queueIn, topicIn));
    }

    @Test
    void brokerOfAFailoverUriHasItsOwnOptionsThenTheNestedOnes() {
        Options options = OptionReader.read(
                BrokerUri.parse(
                        "failover:(amqp://one?amqp.idleTimeout=5s,amqp://two)?failover.nested.amqp.idleTimeout=7s"
                                + "&amqp.vhost=shared&jms.clientID=a"),
                Map.of());
        Broker one = options.brokers().get(0);
        Broker two = options.brokers().get(1);
        assertThat(options.at(one).get(AmqpOptions.IDLE_TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.at(two).get(AmqpOptions.IDLE_TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
        assertThat(options.at(one).find(AmqpOptions.VHOST)).isEqualTo("shared");
        assertThat(options.at(two).find(JmsOptions.CLIENT_ID)).isEqualTo("a");
        assertThat(options.at(two).brokers()).containsExactly(two);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    amqp://one?failover.randomize=false                      | belongs to a failover:(...) URI
                    amqp://one?failover.nested.amqp.vhost=a                  | belongs to a failover:(...) URI
                    failover:(amqp://one)?failover.nested.jms.clientID=a     | only amqp. and transport. options
                    failover:(amqp://one?jms.clientID=a)                     | behind the bracket
                    failover:(amqp://one)?failover.nested.amqp.vhots=a       | Did you mean 'amqp.vhost'?
                    failover:(amqp://one?amqp.saslTokenFile=a)               | behind the bracket
                    failover:(amqp://one?amqp.saslUserVariable=a)            | behind the bracket
                    failover:(amqp://one?amqp.saslPasswordVariable=a)        | behind the bracket
                    failover:(amqp://one?amqp.oauthTokenUri=https://login/a) | behind the bracket
                    failover:(amqp://one?amqp.oauthClientSecret=a)           | behind the bracket
                    failover:(amqp://one?amqp.drainTimeout=5s)               | behind the bracket
                    failover:(amqp://one?amqp.maxMessageSize=1000)           | behind the bracket
                    failover:(amqp://one?amqp.maxNesting=5)                  | behind the bracket
                    failover:(amqp://one?amqp.maxElements=5)                 | behind the bracket
                    amqp://one?jms.forceSyncSend=true&jms.forceAsyncSend=true | 'jms.forceAsyncSend' is set to true as well
                    """)
    void optionAtTheWrongPlaceIsRefused(String uri, String advice) {
        assertThatThrownBy(() -> OptionReader.read(BrokerUri.parse(uri), Map.of()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(advice);
    }

    @Test
    void oldNamesOfListsAreUnderstood() {
        Options options = Options.of(
                "amqp://broker?jms.deserializationPolicy.whiteList=a.B,c&jms.deserializationPolicy.blackList=d");
        assertThat(options.get(PolicyOptions.ALLOW_LIST)).containsExactly("a.B", "c");
        assertThat(options.get(PolicyOptions.DENY_LIST)).containsExactly("d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DeserializationPolicy.ALLOW_OPTION,
                DeserializationPolicy.DENY_OPTION,
                DeserializationPolicy.DEPTH_OPTION,
                DeserializationPolicy.ARRAY_OPTION,
                DeserializationPolicy.BYTES_OPTION
            })
    void optionThatTheRefusalOfAnObjectNamesIsThere(String name) {
        assertThat(OptionTable.get(name).support()).isEqualTo(Support.WORKS);
    }

    @ParameterizedTest
    @CsvSource({
        "jms.deserializationPolicy.maxDepth, 0, 1 or more",
        "jms.deserializationPolicy.maxArrayLength, -1, 0 or more",
        "jms.deserializationPolicy.maxBytes, 0, 1 or more",
    })
    void limitOfObjectsThatLetsNothingThroughIsRefused(String name, String value, String range) {
        Option<?> limit = OptionTable.get(name);
        assertThatThrownBy(() -> limit.read(value))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(range);
    }

    private static String otherThanDefault(Option<?> option) {
        String byDefault = option.byDefault().text();
        return switch (option.kind().type()) {
            case "switch" -> String.valueOf(!"true".equals(byDefault));
            case "number", "duration" -> "7";
            default -> "other";
        };
    }
}
