package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.internal.loop.Loop;
import io.amqpjms.engine.internal.transport.Dialer;
import io.amqpjms.engine.internal.transport.Wire;
import io.amqpjms.engine.internal.transport.WireListener;
import io.amqpjms.engine.message.Symbol;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.engine.EndpointState;
import org.jspecify.annotations.Nullable;

/**
 * A connection: one line to the peer, one protocol engine, and the sessions on it. Loop-confined, but for the methods of
 * {@link Connection}.
 */
public final class ConnectionEndpoint extends AbstractEndpoint<Connection> implements Connection, WireListener {
    private static final Symbol ESTABLISHMENT_FAILED = Symbol.of("amqp:connection-establishment-failed");

    private final Container container;
    private final ConnectionOptions options;
    private final Handler handler;
    private final ProtonConnection proton;
    private final Wire wire;
    private final Dialer dialer;
    private final Heartbeat heartbeat;
    private final SendQueue sendQueue = new SendQueue();
    private final Set<SessionEndpoint> sessions = new LinkedHashSet<>();
    private Stage stage = Stage.DNS;
    private volatile Remote remote = Remote.UNKNOWN;

    public ConnectionEndpoint(Container container, ConnectionOptions options, Handler handler, Loop loop) {
        super(loop);
        this.container = container;
        this.options = options;
        this.handler = handler;
        this.proton = ProtonConnection.create(options, container.id(), this::fail);
        this.wire = new Wire(proton.transport(), proton.collector(), this);
        this.dialer = new Dialer(options, loop, wire);
        this.heartbeat = new Heartbeat(loop, proton.transport(), options.idleTimeout(), this::peerFellSilent);
        loop.endOfBatch(wire::pump);
    }

    /** Begins to connect. */
    public void dial() {
        loop().execute(() -> {
            startTimer(options.openTimeout(), this::openedTooLate);
            dialer.dial();
        });
    }

    @Override
    public Container container() {
        return container;
    }

    @Override
    public ConnectionOptions options() {
        return options;
    }

    @Override
    public String peer() {
        return options.peer();
    }

    @Override
    public @Nullable String remoteContainerId() {
        return remote.containerId();
    }

    @Override
    public Set<Symbol> remoteOfferedCapabilities() {
        return remote.capabilities();
    }

    @Override
    public Map<Symbol, @Nullable Object> remoteProperties() {
        return remote.properties();
    }

    @Override
    public Session openSession() {
        SessionEndpoint session = new SessionEndpoint(this);
        loop().execute(() -> begin(session));
        return session;
    }

    private void begin(SessionEndpoint session) {
        if (state() == Lifecycle.CLOSING || state() == Lifecycle.CLOSED) {
            session.becameClosed(closedHere());
            return;
        }
        sessions.add(session);
        session.begin(proton.connection().session());
    }

    @Override
    public CompletableFuture<Void> close(ErrorCondition error) {
        loop().execute(() -> {
            proton.connection().setCondition(Protons.error(error));
            closeInLoop();
        });
        return closed();
    }

    @Override
    Connection self() {
        return this;
    }

    @Override
    String describe() {
        return "connection to " + peer();
    }

    @Override
    void beginClose() {
        dialer.cancel();
        if (stage != Stage.OPENED && stage != Stage.OPEN) {
            becameClosed(null);
            wire.close();
            return;
        }
        proton.connection().close();
        startTimer(options.closeTimeout(), () -> {
            becameClosed(null);
            wire.close();
        });
    }

    @Override
    void release(EngineException reason) {
        heartbeat.stop();
        List.copyOf(sessions).forEach(session -> session.becameClosed(reason));
        sessions.clear();
    }

    @Override
    EngineException closedHere() {
        return new EngineException.ConnectionFailed(stage, "The " + describe() + " is closed", null, null);
    }

    @Override
    void announceOpened() {
        Callbacks.call(handler, Handler::onConnectionOpened, event(null));
    }

    @Override
    void announceClosed(@Nullable EngineException failure) {
        Callbacks.call(handler, Handler::onConnectionClosed, event(failure));
    }

    private Event event(@Nullable EngineException failure) {
        return new Event(this, null, null, null, null, failure);
    }

    Handler handler() {
        return handler;
    }

    SendQueue sendQueue() {
        return sendQueue;
    }

    void ended(SessionEndpoint session) {
        sessions.remove(session);
    }

    @Override
    public void onConnected() {
        stage = options.sasl().enabled() ? Stage.SASL : Stage.OPEN;
        proton.connection().open();
    }

    @Override
    public boolean handOver() {
        return state() == Lifecycle.OPEN && sendQueue.handOver();
    }

    @Override
    public void onEvent(org.apache.qpid.proton.engine.Event event) {
        switch (event.getType()) {
            case CONNECTION_REMOTE_OPEN -> remotelyOpened();
            case CONNECTION_REMOTE_CLOSE -> remotelyClosed();
            case TRANSPORT_ERROR -> transportFailed();
            default -> EventRouter.route(event);
        }
    }

    private void remotelyOpened() {
        stage = Stage.OPEN;
        remote = Remote.of(proton.connection());
        // The peer announces that a close with the reason follows (AMQP 1.0 §2.4.1 leaves it to the close frame).
        if (!remote.properties().containsKey(ESTABLISHMENT_FAILED)) {
            stage = Stage.OPENED;
            becameOpen();
            heartbeat.start();
        }
    }

    private void remotelyClosed() {
        ErrorCondition error = Protons.error(proton.connection().getRemoteCondition());
        proton.connection().close();
        if (state() == Lifecycle.CLOSING) {
            becameClosed(null);
        } else {
            fail(ConnectFailures.closedByPeer(options, stage, error));
        }
        wire.finish();
    }

    private void transportFailed() {
        if (proton.connection().getRemoteState() != EndpointState.CLOSED) {
            fail(ConnectFailures.protocolError(
                    options, stage, Protons.error(proton.transport().getCondition())));
            wire.finish();
        }
    }

    @Override
    public void onLost(Stage lostIn, @Nullable Throwable cause) {
        Stage at = lostIn == Stage.OPENED ? stage : lostIn;
        stage = at;
        becameClosed(ConnectFailures.lost(options, at, cause));
    }

    private void openedTooLate() {
        fail(ConnectFailures.tooLate(options, stage));
        dialer.cancel();
        wire.close();
    }

    private void peerFellSilent() {
        fail(ConnectFailures.silent(options));
        proton.connection().close();
        wire.finish();
    }

    private void fail(EngineException failure) {
        becameClosed(failure);
        if (failure instanceof EngineException.LoginFailed) {
            wire.close();
        }
    }
}
