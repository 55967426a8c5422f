package io.amqpjms.engine;

/** How far a connection has come; an error names the stage in which it failed. */
public enum Stage {
    /** Resolving the host name. */
    DNS("DNS lookup"),
    /** Connecting the socket. */
    TCP("TCP connect"),
    /** Reaching a proxy, and asking it for the peer. */
    PROXY("proxy"),
    /** Shaking hands for TLS. */
    TLS("TLS handshake"),
    /** Asking a web server for a WebSocket (RFC 6455 §4.1). */
    WEB_SOCKET("WebSocket upgrade"),
    /** Exchanging protocol headers and logging in (AMQP 1.0 §5.3). */
    SASL("SASL login"),
    /** Waiting for the peer's open frame (AMQP 1.0 §2.4.1). */
    OPEN("AMQP open"),
    /** Open and in use. */
    OPENED("open connection");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** In words. */
    @Override
    public String toString() {
        return label;
    }
}
