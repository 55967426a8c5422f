package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.internal.loop.Loop;
import io.amqpjms.engine.internal.sasl.LoginHistory;
import io.amqpjms.engine.internal.sasl.SaslNegotiation;
import io.amqpjms.engine.internal.sasl.Server;
import io.amqpjms.engine.internal.transport.Dialer;
import io.amqpjms.engine.internal.transport.Wire;
import io.amqpjms.engine.internal.transport.WireListener;
import io.amqpjms.engine.message.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try to connect, and the line that comes of it: from the look-up of the name to the end of the channel. Its end is
 * told once. Loop-confined.
 */
final class Attempt implements WireListener {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final Symbol ESTABLISHMENT_FAILED = Symbol.of("amqp:connection-establishment-failed");

    /** How long a peer that has closed the connection may take to close the channel too. */
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private final int number;
    private final ConnectionOptions options;
    private final Owner owner;
    private final Loop loop;
    private final SaslNegotiation login;
    private final ProtonConnection proton;
    private final Wire wire;
    private final Dialer dialer;
    private final Heartbeat heartbeat;
    private final EventRouter router;
    private Loop.Timer timer = Loop.Timer.NONE;
    private Stage stage = Stage.DNS;
    private boolean begun;
    private boolean renewing;
    private boolean closing;
    private boolean ended;

    /** Hears what becomes of a try. */
    interface Owner {
        void opened(Attempt attempt, Remote remote);

        /** The try is over; {@code failure} tells why, also when this side closed. */
        void ended(Attempt attempt, EngineException failure);

        /** See {@link WireListener#handOver()}. */
        boolean handOver();

        /** See {@link WireListener#hasMore()}. */
        boolean hasMore();
    }

    Attempt(int number, ConnectionOptions options, String containerId, LoginHistory logins, Owner owner, Loop loop) {
        this.number = number;
        this.options = options;
        this.owner = owner;
        this.loop = loop;
        this.login = new SaslNegotiation(
                options.sasl(),
                options.limits().challenges(),
                Server.of(options, this::showedCertificate),
                logins,
                loop,
                this::abort);
        this.proton = ProtonConnection.create(options, containerId, login);
        this.wire = new Wire(
                proton.transport(),
                proton.transport(),
                proton.collector(),
                options.sasl().enabled() ? 2 : 1,
                this);
        proton.transport().tellOfAnswersBy(wire::dispatch);
        this.dialer = new Dialer(options, loop, wire);
        this.router = new EventRouter(options.limits().uninvited());
        this.heartbeat = new Heartbeat(loop, proton.transport(), options.idleTimeout(), this::peerFellSilent);
    }

    private boolean showedCertificate() {
        return wire.showedCertificate();
    }

    int number() {
        return number;
    }

    Stage stage() {
        return stage == Stage.SASL && login.isAccepted() ? Stage.OPEN : stage;
    }

    /** When the login runs out, or null if that is not known. */
    @Nullable
    Instant loginExpires() {
        return login.expires();
    }

    void dial() {
        if (!options.openTimeout().isZero()) {
            timer = loop.schedule(
                    options.openTimeout(),
                    () -> abort(ConnectFailures.tooLate(options, stage == Stage.DNS ? dialer.stage() : stage())));
        }
        dialer.dial();
    }

    void pump() {
        wire.pump();
    }

    /**
     * Whether a session can begin now. With its open the peer tells how many it has room for; one is sure, and goes along with
     * this side's open.
     */
    boolean mayBegin() {
        return !begun || stage == Stage.OPENED;
    }

    /** How many sessions may be on the line, once the peer has opened it (AMQP 1.0 §2.7.1). */
    int mostSessions() {
        return Math.min(proton.transport().getChannelMax(), proton.transport().getRemoteChannelMax()) + 1;
    }

    Session newSession() {
        begun = true;
        return proton.connection().session();
    }

    /** Closes the line as the protocol has it, or gives up at once when it is not open. */
    void close(@Nullable ErrorCondition error) {
        closing = true;
        dialer.cancel();
        if (stage != Stage.OPENED && stage != Stage.OPEN) {
            abort(closedHere());
            return;
        }
        if (error != null) {
            proton.connection().setCondition(Protons.error(error));
        }
        proton.connection().close();
        timer.cancel();
        timer = loop.schedule(options.closeTimeout(), () -> abort(closedHere()));
    }

    /** Closes the line for a new one with a new login. */
    void renew() {
        renewing = true;
        close(null);
    }

    boolean isRenewing() {
        return renewing;
    }

    EngineException closedHere() {
        return new EngineException.ConnectionFailed(
                stage(),
                "The connection to " + options.peer()
                        + (renewing ? " is made anew, before its login runs out" : " is closed"),
                null,
                null);
    }

    /** Gives up at once, for this reason. */
    void abort(EngineException reason) {
        end(reason);
        dialer.cancel();
        wire.close();
    }

    private void end(EngineException failure) {
        if (!ended) {
            ended = true;
            timer.cancel();
            heartbeat.stop();
            owner.ended(this, closing ? failure : withLastFrames(failure));
        }
    }

    private EngineException withLastFrames(EngineException failure) {
        List<String> frames = proton.transport().lastFrames();
        if (frames.isEmpty() || !(failure instanceof EngineException.ConnectionFailed failed)) {
            return failure;
        }
        LOG.debug("{}. The last frames:\n  {}", failure.getMessage(), String.join("\n  ", frames));
        return new EngineException.ConnectionFailed(
                failed.stage(), String.valueOf(failed.getMessage()), failed.error(), failed.getCause(), frames);
    }

    @Override
    public void onConnected() {
        stage = options.sasl().enabled() ? Stage.SASL : Stage.OPEN;
        proton.connection().open();
    }

    @Override
    public boolean handOver() {
        return !ended && owner.handOver();
    }

    @Override
    public boolean hasMore() {
        return owner.hasMore();
    }

    @Override
    public void onEvent(Event event) {
        switch (event.getType()) {
            case CONNECTION_REMOTE_OPEN -> remotelyOpened();
            case CONNECTION_REMOTE_CLOSE -> remotelyClosed();
            case TRANSPORT_ERROR -> transportFailed();
            default -> {
                if (!ended) {
                    router.route(event);
                    if (router.isImportuned()) {
                        importuned();
                    }
                }
            }
        }
    }

    private void remotelyOpened() {
        stage = Stage.OPEN;
        Remote remote = Remote.of(proton.connection(), wire.tlsSession());
        // The peer announces that a close with the reason follows (AMQP 1.0 §2.4.1 leaves it to the close frame).
        boolean refusing = remote.properties().containsKey(ESTABLISHMENT_FAILED)
                || proton.transport().isRefusing();
        if (!ended && !closing && !refusing) {
            stage = Stage.OPENED;
            timer.cancel();
            owner.opened(this, remote);
            heartbeat.start();
        }
    }

    private void remotelyClosed() {
        ErrorCondition error = Protons.error(proton.connection().getRemoteCondition());
        proton.connection().close();
        if (closing) {
            timer.cancel();
            timer = loop.schedule(LAST_WORD, () -> abort(closedHere()));
            wire.finishAfterPeer();
        } else {
            end(ConnectFailures.closedByPeer(options, stage(), error));
            wire.finish();
        }
    }

    private void transportFailed() {
        if (proton.connection().getRemoteState() != EndpointState.CLOSED) {
            end(ConnectFailures.protocolError(
                    options, stage(), Protons.error(proton.transport().getCondition())));
            wire.finish();
        }
    }

    @Override
    public void onLost(Stage lostIn, @Nullable Throwable cause) {
        stage = lostIn == Stage.OPENED || stage == Stage.OPENED ? stage() : lostIn;
        end(closing ? closedHere() : ConnectFailures.lost(options, stage, cause));
    }

    private void importuned() {
        EngineException.ConnectionFailed failure = ConnectFailures.importuned(options, stage());
        if (failure.error() != null) {
            proton.connection().setCondition(Protons.error(failure.error()));
        }
        proton.connection().close();
        end(failure);
        wire.finish();
    }

    private void peerFellSilent() {
        end(ConnectFailures.silent(options));
        proton.connection().close();
        wire.finish();
    }
}
