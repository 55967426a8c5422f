package io.amqpjms.tool;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar tells of itself. Stateless. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String known = Tool.class.getPackage().getImplementationVersion();
        return new String[] {"amqp-jms " + Objects.requireNonNullElse(known, "(not from a jar)")};
    }
}
