package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.jms.internal.options.FactorySettings;
import io.amqpjms.mapping.DeserializationPolicy;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What options become for the JMS objects. */
class ProviderSettingsTest {

    private static DeserializationPolicy deserialization(FactorySettings settings) {
        return ProviderSettings.of(settings.options()).messages().deserialization();
    }

    @Test
    void serializedObjectsAreBoundUnlessSaid() {
        assertThat(deserialization(FactorySettings.DEFAULT)).isEqualTo(DeserializationPolicy.DEFAULT);
    }

    @Test
    void serializedObjectsAreBoundAsTheOptionsSay() {
        FactorySettings settings = FactorySettings.DEFAULT
                .with("deserializationPolicy.allowList", "com.example")
                .with("deserializationPolicy.denyList", "com.example.internal")
                .with("deserializationPolicy.maxDepth", "3")
                .with("deserializationPolicy.maxArrayLength", "5")
                .with("deserializationPolicy.maxBytes", "7");
        assertThat(deserialization(settings))
                .isEqualTo(new DeserializationPolicy(Set.of("com.example"), Set.of("com.example.internal"), 3, 5, 7));
    }
}
