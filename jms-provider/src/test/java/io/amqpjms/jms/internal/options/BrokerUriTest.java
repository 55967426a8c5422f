package io.amqpjms.jms.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUriTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    amqp://broker                                   | amqp://broker:5672
                    amqp://broker:1234                              | amqp://broker:1234
                    amqp://broker/                                  | amqp://broker:5672
                    amqp://broker:1234/?                            | amqp://broker:1234
                    '  AMQP://Broker.Example.com '                  | amqp://Broker.Example.com:5672
                    amqp://my_broker-1:5672                         | amqp://my_broker-1:5672
                    amqp://192.0.2.7                                | amqp://192.0.2.7:5672
                    amqp://[::1]                                    | amqp://[::1]:5672
                    amqp://[2001:db8::7]:1234                       | amqp://[2001:db8::7]:1234
                    amqps://broker                                  | amqps://broker:5671
                    amqps://[fe80::1%eth0]                          | amqps://[fe80::1%eth0]:5671
                    amqpws://broker/amqp                            | amqpws://broker:80/amqp
                    amqpwss://broker                                | amqpwss://broker:443
                    amqpwss://broker:8443/a/b                       | amqpwss://broker:8443/a/b
                    amqpws://broker?transport.defaultTcpPort=7000   | amqpws://broker:7000
                    amqp://broker?transport.defaultTcpPort=7000     | amqp://broker:7000
                    amqps://broker?transport.defaultTcpPort=7000    | amqps://broker:5671
                    amqps://broker?transport.defaultSslPort=7001    | amqps://broker:7001
                    """)
    void uriNamesItsBroker(String uri, String broker) {
        Options options = OptionReader.read(BrokerUri.parse(uri), Map.of());
        assertThat(options.brokers()).extracting(Broker::toString).containsExactly(broker);
        assertThat(options.isFailover()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover:(amqp://one,amqps://two:1234)",
                "failover://(amqp://one,amqps://two:1234)",
                "FAILOVER:( amqp://one , amqps://two:1234 )",
                "failover:amqp://one,amqps://two:1234",
                "failover:(amqp://one,amqps://two:1234)?jms.clientID=a",
                "failover:(amqp://one?amqp.vhost=a,amqps://two:1234?amqp.saslMechanisms=PLAIN,EXTERNAL)",
            })
    void failoverUriNamesItsBrokersInOrder(String uri) {
        Options options = OptionReader.read(BrokerUri.parse(uri), Map.of());
        assertThat(options.brokers())
                .extracting(Broker::toString)
                .containsExactly("amqp://one:5672", "amqps://two:1234");
        assertThat(options.isFailover()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""                                  | must begin like amqp://localhost:5672
                    localhost                           | must begin like
                    localhost:5672                      | must begin like
                    broker.example.com:5672             | must begin like
                    amqp:broker                         | must begin like
                    amqp:/broker                        | must begin like
                    ampq://broker                       | Did you mean 'amqp'?
                    amqpss://broker                     | Did you mean 'amqps'?
                    failovr:(amqp://broker)             | Did you mean 'failover'?
                    tcp://broker:61616                  | no scheme 'tcp'. Use amqp:// or, with TLS, amqps://
                    amqp://                             | names no host
                    amqp://:5672                        | names no host
                    amqp://[]:5672                      | names no host
                    amqp://?jms.clientID=a              | names no host
                    amqp://bro ker                      | 'bro ker' is no host
                    amqp://::1:5672                     | stands in brackets, like amqp://[::1]:5672
                    amqp://[broker]                     | 'broker' is no host
                    amqp://[::1                         | is no host
                    amqp://broker:                      | '' is no port
                    amqp://broker:0                     | '0' is no port
                    amqp://broker:65536                 | '65536' is no port
                    amqp://broker:http                  | 'http' is no port
                    amqp://broker/orders                | it has a path
                    amqp://broker?jms.clientID          | form name=value
                    amqp://broker?=a                    | form name=value
                    amqp://broker?jms.clientID=%4       | percent sign
                    amqp://broker?jms.clientID=%zz      | percent sign
                    amqp://broker?jms.clientID=a&jms.clientID=b | 'jms.clientID' stands there twice
                    failover:                           | names no broker
                    failover:()                         | names no broker
                    failover:(amqp://one                | never closed
                    failover:(amqp://one)x              | only options
                    failover:(amqp://one,)              | 'one,' is no host
                    failover:(failover:(amqp://one))    | only single brokers
                    discovery:(multicast://default)     | list them in failover:(...)
                    """)
    void unusableUriIsRefusedWithAdvice(String uri, String advice) {
        assertThatThrownBy(() -> BrokerUri.parse(uri))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(Redactor.forMessage(uri))
                .hasMessageContaining(advice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amqp://alice:sesame@broker",
                "amqp://alice:ses/ame@broker",
                "amqp://alice:ses?ame@broker",
                "amqp://alice:ses?ame@broker:5672?jms.clientID=a",
                "failover:(amqp://one,amqp://alice:ses?ame@two)",
                "amqp://alice:ses@me@broker:5672?jms.clientID=a",
                "failover:(amqp://alice:sesame@one,amqp://bob:sesame@two)",
            })
    void userInTheUriIsRefusedWithoutShowingIt(String uri) {
        assertThatThrownBy(() -> BrokerUri.parse(uri))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("jms.username")
                .hasMessageNotContaining("alice")
                .hasMessageNotContaining("ses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amqp:alice:sesame@broker",
                "amqp:alice:sesame@broker//orders",
                "amqp:alice:ses?ame@broker//orders",
                "alice:sesame@broker",
                "sesame@broker",
                "sesame@broker:5672",
                "failover:(amqp:alice:ses?ame@one)",
            })
    void whatMayBeAPasswordIsNotShownWhereSlashesAreMissing(String uri) {
        assertThatThrownBy(() -> BrokerUri.parse(uri))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageNotContaining("ses");
    }

    @Test
    void aHostIsShownThoughAnOptionHasAnAtSign() {
        assertThatThrownBy(() -> BrokerUri.parse("amqp://broker:5672?jms.username=a@b&x"))
                .hasMessageContaining("'amqp://broker:5672?...'");
    }

    @Test
    void optionsAreReadAsUrlEncoderWritesThem() {
        Map<String, String> options =
                BrokerUri.parse("amqp://broker?a=%C3%A4%26b&b=c+d%2B&c=x=y&d=").options();
        assertThat(options)
                .containsExactly(
                        Map.entry("a", "ä&b"), Map.entry("b", "c d+"), Map.entry("c", "x=y"), Map.entry("d", ""));
    }

    @Test
    void textOfUriParsesToTheSame() {
        BrokerUri uri = BrokerUri.parse(
                "failover:(amqp://one?amqp.vhost=a%26b,amqps://[::1]:1234)?jms.clientID=x+y&jms.queuePrefix=q%3A%2F%2F");
        assertThat(BrokerUri.parse(uri.text())).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    amqp://one?jms.password=sesame                                | amqp://one
                    amqp://one?jms.password=ses?ame&jms.clientID=a                | amqp://one?jms.clientID=a
                    amqp://one?jms.clientID=a&jms.pass%77ord=sesame               | amqp://one?jms.clientID=a
                    failover:(amqp://one?transport.keyStorePassword=sesame,amqp://two) | failover:(amqp://one,amqp://two)
                    failover:(amqp://one)?failover.nested.transport.trustStorePassword=sesame | failover:(amqp://one)
                    """)
    void stringFormLeavesSecretsOut(String uri, String shown) {
        assertThat(BrokerUri.parse(uri)).hasToString(shown);
    }
}
