package io.amqpjms.engine.internal.sasl;

/** Logins that show nothing: whoever comes is nobody, or was shown by the certificate of the line. */
enum Unproved implements Exchange {
    /** RFC 4505. */
    ANONYMOUS,
    /** RFC 4422, appendix A. */
    EXTERNAL;

    @Override
    public byte[] first() {
        return new byte[0];
    }
}
