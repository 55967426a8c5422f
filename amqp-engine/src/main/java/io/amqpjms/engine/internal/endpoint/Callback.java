package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import java.util.function.BiConsumer;

/** The callbacks of a {@link Handler}, by their names. */
enum Callback {
    STARTED("onStarted", Handler::onStarted),
    CONNECTION_OPENED("onConnectionOpened", Handler::onConnectionOpened),
    CONNECTION_CLOSED("onConnectionClosed", Handler::onConnectionClosed),
    DISCONNECTED("onDisconnected", Handler::onDisconnected),
    RECONNECTING("onReconnecting", Handler::onReconnecting),
    RECONNECTED("onReconnected", Handler::onReconnected),
    SESSION_OPENED("onSessionOpened", Handler::onSessionOpened),
    SESSION_CLOSED("onSessionClosed", Handler::onSessionClosed),
    LINK_OPENED("onLinkOpened", Handler::onLinkOpened),
    LINK_CLOSED("onLinkClosed", Handler::onLinkClosed),
    LINK_SUSPENDED("onLinkSuspended", Handler::onLinkSuspended),
    SENDABLE("onSendable", Handler::onSendable),
    ACCEPTED("onAccepted", Handler::onAccepted),
    REJECTED("onRejected", Handler::onRejected),
    RELEASED("onReleased", Handler::onReleased),
    MODIFIED("onModified", Handler::onModified),
    SETTLED("onSettled", Handler::onSettled),
    MESSAGE("onMessage", Handler::onMessage),
    STREAM("onStream", Handler::onStream),
    TIMER("onTimer", Handler::onTimer);

    private final String methodName;

    @SuppressWarnings("ImmutableEnumChecker") // method references without state
    private final BiConsumer<Handler, Event> method;

    Callback(String methodName, BiConsumer<Handler, Event> method) {
        this.methodName = methodName;
        this.method = method;
    }

    String methodName() {
        return methodName;
    }

    void invoke(Handler handler, Event event) {
        method.accept(handler, event);
    }
}
