package org.apache.qpid.jms;

import java.net.URI;

/**
 * Hears what becomes of a connection. Called on the connection's own thread, one call at a time. Of the callbacks that Qpid JMS
 * has beside these, for single messages, sessions, consumers and producers, there are none: what fails is told to the exception
 * listener.
 */
public interface JmsConnectionListener {
    /** The connection stands; told at once to a listener that is added later. */
    default void onConnectionEstablished(URI remote) {}

    /** The connection is lost for good. */
    default void onConnectionFailure(Throwable reason) {}

    /** The connection is lost, and another one is looked for. */
    default void onConnectionInterrupted(URI remote) {}

    /** Another one is found. */
    default void onConnectionRestored(URI remote) {}
}
