package io.amqpjms.jms.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import javax.naming.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

    private final Variables variables = new Variables(Map.<String, Object>of(
            "host", "broker", "uri", "amqp://${host}", "port", 7000, "loop", "${pool}", "pool", "${loop}")::get);

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'', ''",
        "${uri}:${port}, amqp://broker:7000",
        "${missing:-other}, other",
        "${missing:-}x, x",
        "${host:-other}, broker",
        "$$${host}, $broker",
        "$${host}, ${host}",
        "a$b, a$b",
        "${host, ${host",
        "${missing:-a:-b}, a:-b",
    })
    void variablesAreExpanded(String text, String expanded) throws Exception {
        assertThat(variables.expand("key", text)).isEqualTo(expanded);
    }

    @Test
    void systemPropertyComesFirst() throws Exception {
        Variables shadowed = new Variables(Map.<String, Object>of("java.version", "property")::get);
        assertThat(shadowed.expand("key", "${java.version}")).isEqualTo(System.getProperty("java.version"));
    }

    @Test
    void whatComesFromOutsideIsTakenAsItIs() throws Exception {
        String name = "io.amqpjms.test.password";
        System.setProperty(name, "pa$$word${missing}");
        try {
            assertThat(variables.expand("key", "${" + name + "}")).isEqualTo("pa$$word${missing}");
        } finally {
            System.clearProperty(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"${missing}, 'missing'", "${loop}, stands for itself"})
    void variableWithoutValueIsRefused(String text, String advice) {
        assertThatThrownBy(() -> variables.expand("queue.orders", text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'queue.orders'")
                .hasMessageContaining(advice);
    }
}
