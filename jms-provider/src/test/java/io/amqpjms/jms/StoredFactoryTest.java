package io.amqpjms.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import javax.naming.RefAddr;
import org.junit.jupiter.api.Test;

class StoredFactoryTest {

    private final AmqpConnectionFactory factory =
            new AmqpConnectionFactory("alice", "sesame", "amqp://broker?jms.password=sesame&jms.clientID=billing");

    @Test
    void serializedFactoryComesBackWithoutThePassword() throws Exception {
        byte[] bytes = serialized();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("sesame");
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            AmqpConnectionFactory copy = (AmqpConnectionFactory) stream.readObject();
            assertThat(copy.getProperties()).isEqualTo(factory.getProperties());
            assertThat(copy.getClientID()).isEqualTo("billing");
            assertThat(copy.getUsername()).isEqualTo("alice");
        }
    }

    @Test
    void referenceHoldsThePropertiesWithoutThePassword() {
        assertThat(Collections.list(factory.getReference().getAll()))
                .extracting(RefAddr::getType, address -> String.valueOf(address.getContent()))
                .containsExactly(
                        tuple("remoteURI", "amqp://broker?jms.clientID=billing"), tuple("jms.username", "alice"));
    }

    @Test
    void stringFormHidesThePassword() {
        assertThat(factory.toString()).contains("amqp://broker", "alice").doesNotContain("sesame");
    }

    private byte[] serialized() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(factory);
        }
        return bytes.toByteArray();
    }
}
