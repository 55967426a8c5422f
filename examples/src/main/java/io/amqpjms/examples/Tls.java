package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.io.PrintStream;

/**
 * Connects over TLS, with PEM files as they come from a certificate authority: whom to trust, and, where the broker asks for it, who
 * we are.
 *
 * <p>Usage: {@code Tls <amqps-url> <authorities.pem> [<certificate.pem> <private-key.pem>]}.
 */
public final class Tls {
    private static final int WITH_CERTIFICATE = 4;

    private Tls() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        if (arguments.length != 2 && arguments.length != WITH_CERTIFICATE) {
            throw new IllegalArgumentException(
                    "Usage: Tls <amqps-url> <authorities.pem> [<certificate.pem> <private-key.pem>]");
        }
        AmqpConnectionFactory factory = new AmqpConnectionFactory(arguments[0]);
        factory.setOption("transport.trustStoreLocation", arguments[1]);
        if (arguments.length == WITH_CERTIFICATE) {
            factory.setOption("transport.keyStoreLocation", arguments[2]);
            factory.setOption("transport.keyLocation", arguments[3]);
        }
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createTemporaryQueue(), "for your eyes only");
            out.println("SENT: over TLS");
        } catch (JMSRuntimeException failure) {
            out.println("FAILED: " + failure.getErrorCode());
            throw failure;
        }
    }
}
