package io.amqpjms.engine.internal.sasl;

import io.amqpjms.engine.SaslOptions;

/** Login without credentials (RFC 4505). */
final class Anonymous implements Mechanism {
    @Override
    public String name() {
        return "ANONYMOUS";
    }

    @Override
    public boolean fits(SaslOptions options) {
        return options.user() == null || options.mechanisms().contains(name());
    }

    @Override
    public byte[] initialResponse(SaslOptions options) {
        return new byte[0];
    }
}
