package io.amqpjms.engine.testing;

import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.qpid.protonj2.test.driver.ProtonTestPeer;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.apache.qpid.protonj2.test.driver.expectations.AttachExpectation;
import org.apache.qpid.protonj2.test.driver.expectations.TransferExpectation;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;

/**
 * The sentences a test writes to say what the remote peer does, in the order it does it.
 *
 * <p>Sentences in the present tense are the peer's own acts; those that begin with {@code sees} wait for the client.
 * A sentence about a link means the link attached last on the session begun last. What no sentence says, the
 * {@linkplain #driver() driver} does. Written by the test's thread only.
 */
public abstract class PeerScript {

    private final List<byte[]> sends = new CopyOnWriteArrayList<>();
    private long nextDeliveryId;
    private long transfersExpectedOnLink;

    /** The driver under the sentences, for what they do not say. */
    public abstract ProtonTestPeer driver();

    /** The encoded messages the client sent so far, in order. */
    public List<byte[]> sends() {
        return List.copyOf(sends);
    }

    // A new script begins: nothing sent, nothing received.
    final void forget() {
        sends.clear();
        nextDeliveryId = 0;
        transfersExpectedOnLink = 0;
    }

    /** Lets anyone in and answers the open, offering every capability the client asks for. */
    public PeerScript opensConnection() {
        driver().expectSASLAnonymousConnect();
        return answersOpen();
    }

    /** As {@link #opensConnection()}, then begins one session. */
    public PeerScript opensConnectionAndSession() {
        return opensConnection().opensSession();
    }

    /** Lets in who knows this password by SASL PLAIN, and answers the open. */
    public PeerScript opensConnectionFor(String user, String password) {
        driver().expectSASLPlainConnect(user, password);
        return answersOpen();
    }

    /** Opens the connection and offers exactly these capabilities. */
    public PeerScript opensConnectionOffering(String... capabilities) {
        driver().expectSASLAnonymousConnect();
        driver().expectOpen().respond().withContainerId("peer").withOfferedCapabilities(capabilities);
        return this;
    }

    /** Fails the login of whoever comes with SASL PLAIN: SASL outcome 1, auth (AMQP 1.0 §5.3.3.6). */
    public PeerScript refusesLogin() {
        driver().expectFailingSASLPlainConnect((byte) 1, "PLAIN");
        return this;
    }

    /** Answers the open and closes at once, for this reason. */
    public PeerScript refusesConnection(String condition, String text) {
        driver().expectSASLAnonymousConnect();
        driver().expectOpen().reject(condition, text);
        driver().expectClose().optional();
        return this;
    }

    private PeerScript answersOpen() {
        driver().expectOpen().respondInKind().withContainerId("peer");
        return this;
    }

    /** Begins a session when the client does. */
    public PeerScript opensSession() {
        driver().expectBegin().respond();
        return this;
    }

    /** Ends a session as soon as the client began it. */
    public PeerScript refusesSession(String condition, String text) {
        driver().expectBegin().reject(condition, text);
        driver().expectEnd();
        return this;
    }

    /** Answers the attach of a client's sender to this address. */
    public PeerScript attachesSender(String address) {
        answersAttach(expectsSender(address));
        return this;
    }

    /** Answers the attach of a client's sender that names no address: the anonymous terminus. */
    public PeerScript attachesAnonymousSender() {
        answersAttach(driver().expectAttach()
                .ofSender()
                .withTarget()
                .withAddress((String) null)
                .and());
        return this;
    }

    /** Makes the dynamic node that a client's sender asks for, with this address. */
    public PeerScript makesNode(String address) {
        driver().expectAttach()
                .ofSender()
                .withTarget()
                .withDynamic(true)
                .withAddress((String) null)
                .and()
                .respond()
                .withTarget()
                .withDynamic(true)
                .withAddress(address)
                .and();
        transfersExpectedOnLink = 0;
        return this;
    }

    /** Answers the attach of a client's link to the coordinator of transactions, and grants it credit. */
    public PeerScript attachesCoordinator(int credit) {
        driver().expectCoordinatorAttach().respond();
        driver().remoteFlow().withLinkCredit(credit).queue();
        return this;
    }

    /** Answers the attach of a client's receiver from this address. */
    public PeerScript attachesReceiver(String address) {
        answersAttach(expectsReceiver(address));
        return this;
    }

    /** Answers the attach of a client's sender and detaches it at once, for this reason. */
    public PeerScript refusesSender(String address, String condition, String text) {
        expectsSender(address).reject(true, condition, text);
        return seesDetachOnly();
    }

    /** Answers the attach of a client's receiver and detaches it at once, for this reason. */
    public PeerScript refusesReceiver(String address, String condition, String text) {
        expectsReceiver(address).reject(true, condition, text);
        return seesDetachOnly();
    }

    private AttachExpectation expectsSender(String address) {
        return driver().expectAttach()
                .ofSender()
                .withTarget()
                .withAddress(address)
                .and();
    }

    private AttachExpectation expectsReceiver(String address) {
        return driver().expectAttach()
                .ofReceiver()
                .withSource()
                .withAddress(address)
                .and();
    }

    private void answersAttach(AttachExpectation attach) {
        attach.respondInKind();
        transfersExpectedOnLink = 0;
    }

    /** Grants the sender attached last this much credit beyond what it was scripted to use. */
    public PeerScript grantsCredit(int credit) {
        driver().remoteFlow()
                .withDeliveryCount(transfersExpectedOnLink)
                .withLinkCredit(credit)
                .queue();
        return this;
    }

    /** Takes the next send and settles it accepted. */
    public PeerScript acceptsNextSend() {
        expectsSend().accept();
        return this;
    }

    /** Takes the next sends, as many as said, and settles each accepted. */
    public PeerScript acceptsNextSends(int count) {
        for (int i = 0; i < count; i++) {
            acceptsNextSend();
        }
        return this;
    }

    /** Takes the next send and settles it rejected, for this reason. */
    public PeerScript rejectsNextSend(String condition, String text) {
        expectsSend().reject(condition, text);
        return this;
    }

    /** Takes the next send and settles it released. */
    public PeerScript releasesNextSend() {
        expectsSend().release();
        return this;
    }

    /** Takes the next send and settles it modified: delivery failed, and undeliverable here or not. */
    public PeerScript modifiesNextSend(boolean undeliverableHere) {
        expectsSend().modify(true, undeliverableHere);
        return this;
    }

    /** Takes the next send and never says what became of it. */
    public PeerScript leavesNextSendUnanswered() {
        expectsSend();
        return this;
    }

    /** Takes the next send, which the client must have settled itself. */
    public PeerScript takesNextSettledSend() {
        expectsSend().withSettled(true);
        return this;
    }

    private TransferExpectation expectsSend() {
        transfersExpectedOnLink++;
        return driver().expectTransfer().withPayload(new Recorded(sends));
    }

    /** Waits for the client to grant credit, however much. */
    public PeerScript seesCredit() {
        driver().expectFlow().withLinkCredit(notNullValue());
        return this;
    }

    /** Waits for the client to grant exactly this credit. */
    public PeerScript seesCredit(int credit) {
        driver().expectFlow().withLinkCredit(credit);
        return this;
    }

    /** Waits for the client to ask for a drain, and has nothing to send (AMQP 1.0 §2.6.7). */
    public PeerScript answersDrain(int credit) {
        driver().expectFlow()
                .withDrain(true)
                .withLinkCredit(credit)
                .respond()
                .withLinkCredit(0)
                .withDeliveryCount(nextDeliveryId + credit)
                .withDrain(true);
        return this;
    }

    /** Sends a text, as an amqp-value section, to the receiver attached last. */
    public PeerScript sendsText(String text) {
        driver().remoteTransfer()
                .withDeliveryId(nextDeliveryId++)
                .withHeader()
                .withDurability(true)
                .also()
                .withBody()
                .withString(text)
                .also()
                .queue();
        return this;
    }

    /** Sends an encoded message to the receiver attached last. */
    public PeerScript sendsMessage(byte[] encoded) {
        driver().remoteTransfer()
                .withDeliveryId(nextDeliveryId++)
                .withPayload(encoded)
                .queue();
        return this;
    }

    /** Waits for the client to settle a delivery as accepted. */
    public PeerScript seesAccepted() {
        driver().expectDisposition()
                .withRole(Role.RECEIVER)
                .withSettled(true)
                .withState()
                .accepted();
        return this;
    }

    /** Waits for the client to settle a delivery as released. */
    public PeerScript seesReleased() {
        driver().expectDisposition()
                .withRole(Role.RECEIVER)
                .withSettled(true)
                .withState()
                .released();
        return this;
    }

    /** Waits for the client to settle a delivery as rejected, for whatever reason. */
    public PeerScript seesRejected() {
        driver().expectDisposition()
                .withRole(Role.RECEIVER)
                .withSettled(true)
                .withState()
                .rejected();
        return this;
    }

    /** Waits for the client to settle a delivery as modified: delivery failed, and undeliverable here or not. */
    public PeerScript seesModified(boolean undeliverableHere) {
        driver().expectDisposition()
                .withRole(Role.RECEIVER)
                .withSettled(true)
                .withState()
                .modified(true, undeliverableHere);
        return this;
    }

    /** Detaches the link attached last, for this reason, and waits for the client to do the same. */
    public PeerScript closesLink(String condition, String text) {
        driver().remoteDetach()
                .withClosed(true)
                .withErrorCondition(condition, text)
                .queue();
        return seesDetachOnly();
    }

    /** Detaches the link attached last now, for this reason; the client has to do the same. */
    public void closesLinkNow(String condition, String text) {
        driver().expectDetach();
        driver().remoteDetach()
                .withClosed(true)
                .withErrorCondition(condition, text)
                .now();
    }

    /** Ends the session begun last, for this reason, and waits for the client to do the same. */
    public PeerScript endsSession(String condition, String text) {
        driver().remoteEnd().withErrorCondition(condition, text).queue();
        driver().expectEnd();
        return this;
    }

    /** Closes the connection, for this reason, and waits for the client to do the same. */
    public PeerScript closesConnection(String condition, String text) {
        driver().remoteClose().withErrorCondition(condition, text).queue();
        driver().expectClose();
        return this;
    }

    /** Waits for the client to close a link, and answers. */
    public PeerScript seesLinkClose() {
        driver().expectDetach().withClosed(true).respond();
        return this;
    }

    /** Waits for the client to detach a link without closing it, and answers. */
    public PeerScript seesLinkDetach() {
        driver().expectDetach().withClosed(anyOf(nullValue(), equalTo(false))).respond();
        return this;
    }

    /** Waits for the client to end a session, and answers. */
    public PeerScript seesSessionEnd() {
        driver().expectEnd().respond();
        return this;
    }

    /** Waits for the client to close the connection, and answers. */
    public PeerScript seesConnectionClose() {
        driver().expectClose().respond();
        return this;
    }

    /** Cuts the line once the script reached this point; sentences after it are about the next connection. */
    public PeerScript dropsConnection() {
        driver().dropAfterLastHandler();
        return seesConnectionDrop();
    }

    /** Waits for the client to cut the line; sentences after it are about the next connection. */
    public PeerScript seesConnectionDrop() {
        driver().expectConnectionToDrop();
        nextDeliveryId = 0;
        return this;
    }

    private PeerScript seesDetachOnly() {
        driver().expectDetach();
        return this;
    }

    /** A matcher every payload fulfils, and that keeps what it saw. */
    private static final class Recorded extends BaseMatcher<ByteBuffer> {

        private final List<byte[]> into;

        Recorded(List<byte[]> into) {
            this.into = into;
        }

        @Override
        public boolean matches(Object payload) {
            if (payload instanceof ByteBuffer buffer) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.duplicate().get(bytes);
                into.add(bytes);
            }
            return true;
        }

        @Override
        public void describeTo(Description description) {
            description.appendText("any payload");
        }
    }
}
