package io.amqpjms.engine.internal.endpoint;

import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Endpoint;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;

/**
 * Takes each protocol event to the endpoint it belongs to, and refuses what the peer begins by itself: a client takes neither
 * sessions nor links. Loop-confined.
 */
final class EventRouter {
    private static final Symbol NOT_ALLOWED = Symbol.valueOf("amqp:not-allowed");

    private final int mostUninvited;
    private int uninvited;

    EventRouter(int mostUninvited) {
        this.mostUninvited = mostUninvited;
    }

    /** Whether the peer went on beginning what nobody asked it for. */
    boolean isImportuned() {
        return uninvited > mostUninvited;
    }

    void route(Event event) {
        switch (event.getType()) {
            case SESSION_REMOTE_OPEN, SESSION_REMOTE_CLOSE -> session(event);
            case LINK_REMOTE_OPEN, LINK_REMOTE_DETACH, LINK_REMOTE_CLOSE, LINK_FLOW -> link(event);
            case DELIVERY -> delivery(event.getDelivery());
            default -> {
                // Everything else tells of what this side has done itself.
            }
        }
    }

    private void session(Event event) {
        if (!(event.getSession().getContext() instanceof SessionEndpoint session)) {
            refuse(event.getSession(), "This client takes no sessions that the peer begins");
        } else if (event.getType() == Event.Type.SESSION_REMOTE_OPEN) {
            session.remotelyOpened();
        } else {
            session.remotelyClosed();
        }
    }

    private void link(Event event) {
        if (!(event.getLink().getContext() instanceof LinkEndpoint<?> link)) {
            refuse(event.getLink(), "This client takes no links that the peer attaches");
            return;
        }
        switch (event.getType()) {
            case LINK_REMOTE_OPEN -> link.remotelyOpened();
            case LINK_REMOTE_DETACH -> link.remotelyDetached(false);
            case LINK_REMOTE_CLOSE -> link.remotelyDetached(true);
            default -> link.onFlow();
        }
    }

    private static void delivery(Delivery delivery) {
        if (delivery.getLink().getContext() instanceof LinkEndpoint<?> link) {
            link.onDelivery(delivery);
        }
    }

    private void refuse(Endpoint endpoint, String reason) {
        if (endpoint.getLocalState() == EndpointState.UNINITIALIZED) {
            uninvited++;
            endpoint.open();
            endpoint.setCondition(new ErrorCondition(NOT_ALLOWED, reason));
            endpoint.close();
        }
    }
}
