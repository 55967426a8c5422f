package io.amqpjms.jms.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.Delivery;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.LoopGuest;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Receiver;
import io.amqpjms.jms.internal.ack.Origin;
import io.amqpjms.jms.internal.ack.Received;
import io.amqpjms.mapping.AmqpQueue;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final Origin NOBODY = new Origin() {
        @Override
        public void putBack(List<Received> messages) {}

        @Override
        public void giveBack(List<Received> failed) {}

        @Override
        public void onSettled(Outcome outcome, boolean transacted) {}

        @Override
        public void onTooLate() {}
    };

    private final BlockingQueue<CompletableFuture<Void>> drains = new LinkedBlockingQueue<>();
    private final AtomicLong grants = new AtomicLong();
    private final AtomicLong credit = new AtomicLong();

    private Inbox started(int window) {
        return started(window, WaitWatch.none());
    }

    private Inbox started(int window, WaitWatch watch) {
        Receiver receiver = proxy(Receiver.class, (name, arguments) -> {
            if (name.equals("addCredit")) {
                grants.incrementAndGet();
                credit.addAndGet((int) arguments[0]);
            }
            if (!name.equals("drain")) {
                return null;
            }
            CompletableFuture<Void> drained = new CompletableFuture<>();
            drains.add(drained);
            return drained;
        });
        Inbox inbox =
                new Inbox(receiver, new CreditWindow(window, 1 << 20), AwaitedAnswers.at(new AmqpQueue("q")), watch, 0);
        inbox.start();
        return inbox;
    }

    private static Received message() {
        return message("a message", new ArrayList<>());
    }

    private static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.apply(method.getName(), arguments)));
    }

    /** The answer to a drain that is still to come, though its message is here. */
    private CompletableFuture<Void> drainThatUsedUpItsCredit(Inbox inbox) throws Exception {
        Received first = message();
        Future<Received> one = drain(inbox);
        CompletableFuture<Void> answer = drains.poll(10, SECONDS);
        inbox.offer(List.of(first));
        assertThat(one.get(10, SECONDS)).isSameAs(first);
        return answer;
    }

    private Future<Received> drain(Inbox inbox) {
        FutureTask<Received> call =
                new FutureTask<>(() -> inbox.drain(Duration.ZERO, Deadline.after(Duration.ofSeconds(10))));
        Thread waiting = new Thread(call);
        waiting.start();
        await().until(waiting::getState, state -> state == Thread.State.TIMED_WAITING);
        return call;
    }

    @Test
    void anInterruptionEndsTheWaitUnderWayAndNoLaterOne() throws Exception {
        Inbox inbox = started(10);
        EngineException lost = new EngineException.LinkFailed("lost", null);
        inbox.interrupt(lost);
        FutureTask<Received> call =
                new FutureTask<>(() -> inbox.take(Deadline.after(Duration.ofSeconds(10)), LoopGuest.NONE));
        Thread waiting = new Thread(call);
        waiting.start();
        await().until(waiting::getState, state -> state == Thread.State.TIMED_WAITING);
        inbox.interrupt(lost);
        assertThatThrownBy(() -> call.get(10, SECONDS)).hasCause(lost);
        assertThat(inbox.take(Deadline.after(Duration.ofMillis(1)), LoopGuest.NONE))
                .isNull();
    }

    @Test
    void aListenerThatAsksForEachMessageAsksAgainOverTheNextLine() throws Exception {
        Inbox inbox = started(0);
        AtomicLong asked = new AtomicLong();
        inbox.poll();
        inbox.onReady(asked::incrementAndGet);
        inbox.suspend();
        inbox.resume();
        assertThat(asked).hasValue(1);
        inbox.poll();
        assertThat(grants).as("one credit for each line").hasValue(2);
    }

    @Test
    void whatIsClosedGetsNoCreditOverTheNextLine() {
        Inbox inbox = started(10);
        assertThat(grants).hasValue(1);
        inbox.close();
        inbox.suspend();
        inbox.resume();
        assertThat(grants).hasValue(1);
    }

    @Test
    void aDrainThatUsedUpItsCreditDoesNotShowThatTheQueueIsEmpty() throws Exception {
        Inbox inbox = started(1);
        CompletableFuture<Void> answer = drainThatUsedUpItsCredit(inbox);

        Received second = message();
        Future<Received> two = drain(inbox);
        answer.complete(null);
        assertThat(drains.poll(10, SECONDS)).as("another drain").isNotNull();
        inbox.offer(List.of(second));
        assertThat(two.get(10, SECONDS)).isSameAs(second);
    }

    @Test
    void aDrainThatBreaksOffAfterOneThatUsedUpItsCreditEndsTheAsking() throws Exception {
        Inbox inbox = started(1);
        CompletableFuture<Void> answer = drainThatUsedUpItsCredit(inbox);

        Future<Received> two = drain(inbox);
        answer.complete(null);
        drains.poll(10, SECONDS).completeExceptionally(new EngineException.LinkFailed("lost", null));
        assertThat(two.get(10, SECONDS)).isNull();
        assertThat(drains).as("further drains").isEmpty();
    }

    @Test
    void aDrainThatGaveCreditBackShowsThatTheQueueIsEmpty() throws Exception {
        Inbox inbox = started(10);
        Future<Received> none = drain(inbox);
        drains.poll(10, SECONDS).complete(null);
        assertThat(none.get(10, SECONDS)).isNull();
        assertThat(drains).isEmpty();
    }

    @Test
    void whoeverWantsAllAsksOnce() throws Exception {
        Inbox inbox = started(10);
        Received first = message();
        inbox.offer(List.of(first));
        Received second = message();
        FutureTask<Received> call = new FutureTask<>(() -> inbox.drainAll(Deadline.after(Duration.ofSeconds(10))));
        assertThat(inbox.drainAll(Deadline.after(Duration.ofSeconds(10)))).isSameAs(first);
        new Thread(call).start();
        CompletableFuture<Void> answer = drains.poll(10, SECONDS);
        inbox.offer(List.of(second));
        answer.complete(null);
        assertThat(call.get(10, SECONDS)).isSameAs(second);
        assertThat(inbox.drainAll(Deadline.after(Duration.ofMillis(1)))).isNull();
        assertThat(drains).as("further drains").isEmpty();
    }

    @Test
    void whoeverWantsAllAsksAgainOverTheNextLine() throws Exception {
        Inbox inbox = started(10);
        FutureTask<Received> call = new FutureTask<>(() -> inbox.drainAll(Deadline.after(Duration.ofSeconds(10))));
        Thread waiting = new Thread(call);
        waiting.start();
        CompletableFuture<Void> broken = drains.poll(10, SECONDS);
        broken.completeExceptionally(new EngineException.LinkFailed("lost", null));
        inbox.suspend();
        await().until(waiting::getState, state -> state == Thread.State.TIMED_WAITING);
        assertThat(drains).as("drains of a link that is lost").isEmpty();
        inbox.resume();
        assertThat(drains.poll(10, SECONDS)).as("a drain over the next line").isNotNull();
        Received first = message();
        inbox.offer(List.of(first));
        assertThat(call.get(10, SECONDS)).isSameAs(first);
    }

    @Test
    void whoeverWantsAllIsNotToldThatThereIsNothingWhenADrainHadNoAnswer() throws Exception {
        Inbox inbox = started(10);
        Future<Received> none = drain(inbox);
        drains.poll(10, SECONDS).completeExceptionally(new EngineException.TimedOut("late"));
        assertThat(none.get(10, SECONDS)).isNull();
        assertThatThrownBy(() -> inbox.drainAll(Deadline.after(Duration.ofMillis(1))))
                .isInstanceOf(EngineException.TimedOut.class)
                .hasMessageContaining("did not say in time");
    }

    @Test
    void whoeverWantsAllIsNotToldThatThereIsNothingBeforeTheAnswer() {
        Inbox inbox = started(10);
        assertThatThrownBy(() -> inbox.drainAll(Deadline.after(Duration.ofMillis(1))))
                .isInstanceOf(EngineException.TimedOut.class)
                .hasMessageContaining("did not say in time");
    }

    @Test
    void whoeverWantsAllIsNotToldThatThereIsNothingWhileTheLineIsLost() {
        Inbox inbox = started(10);
        inbox.suspend();
        assertThatThrownBy(() -> inbox.drainAll(Deadline.after(Duration.ofMillis(1))))
                .isInstanceOf(EngineException.TimedOut.class)
                .hasMessageContaining("the line was lost");
    }

    @Test
    void aDrainThatEndedWithItsLineIsNoReasonNotToAskTheNextOne() throws Exception {
        Inbox inbox = started(10);
        Future<Received> none = drain(inbox);
        drains.poll(10, SECONDS).completeExceptionally(new EngineException.LinkFailed("lost", null));
        inbox.suspend();
        assertThat(none.get(10, SECONDS)).isNull();
        inbox.resume();
        drain(inbox);
        assertThat(drains.poll(10, SECONDS)).isNotNull();
    }

    @Test
    void aDrainThatBreaksOffDoesNotKeepItsCaller() throws Exception {
        Inbox inbox = started(10);
        Future<Received> none = drain(inbox);
        drains.poll(10, SECONDS).completeExceptionally(new EngineException.LinkFailed("gone", null));
        assertThat(none.get(10, SECONDS)).isNull();
    }

    @Test
    void aLineThatIsLostEndsTheAskingForMore() throws Exception {
        Inbox inbox = started(1);
        Future<Received> none = drain(inbox);
        CompletableFuture<Void> first = drains.poll(10, SECONDS);
        inbox.suspend();
        first.completeExceptionally(new EngineException.LinkFailed("lost", null));
        assertThat(none.get(10, SECONDS)).isNull();
        assertThat(drains).isEmpty();
    }

    @Test
    void whatWaitsBehindAnotherIsWatched() throws Exception {
        AtomicLong now = new AtomicLong();
        List<Duration> warnings = new ArrayList<>();
        Inbox inbox = started(10, new WaitWatch(Duration.ofSeconds(30), now::get, warnings::add));
        inbox.offer(List.of(message()));
        inbox.offer(List.of(message()));
        now.set(SECONDS.toNanos(31));
        inbox.poll();
        assertThat(warnings).isEmpty();
        inbox.poll();
        assertThat(warnings).containsExactly(Duration.ofSeconds(31));
    }

    @Test
    void whatIsRecalledGoesBackOnceNothingMoreCanComeBeforeIt() throws Exception {
        List<String> told = new ArrayList<>();
        Inbox inbox = started(10);
        Received first = message("first", told);
        inbox.offer(List.of(first));
        inbox.offer(List.of(message("second", told)));
        assertThat(inbox.poll()).isSameAs(first);
        inbox.recall(List.of(first));
        assertThat(inbox.poll()).as("what waits behind it").isNull();
        inbox.offer(List.of(message("third", told)));
        assertThat(told).isEmpty();
        long before = grants.get();
        drains.remove().complete(null);
        assertThat(told).containsExactly("first failed", "second released", "third released");
        assertThat(grants).as("credit for all to come again").hasValue(before + 1);
        Received again = message();
        inbox.offer(List.of(again));
        assertThat(inbox.poll()).isSameAs(again);
    }

    @Test
    void whatIsRecalledGoesBackAtOnceIfNothingIsOnItsWay() throws Exception {
        List<String> told = new ArrayList<>();
        Inbox inbox = started(0);
        inbox.poll();
        Received only = message("only", told);
        inbox.offer(List.of(only));
        assertThat(inbox.poll()).isSameAs(only);
        inbox.recall(List.of(only));
        assertThat(drains).isEmpty();
        assertThat(told).containsExactly("only failed");
    }

    @Test
    void whoeverWantsWhatIsThereAsksAgainAfterARecall() throws Exception {
        Inbox inbox = started(10);
        Received first = recalled(inbox, message());
        Future<Received> next = drain(inbox);
        drains.remove().complete(null);
        CompletableFuture<Void> second = drains.poll(10, SECONDS);
        assertThat(second).as("another drain").isNotNull();
        inbox.offer(List.of(first));
        assertThat(next.get(10, SECONDS)).isSameAs(first);
    }

    @Test
    void whatIsRecalledOverALostLineIsForgotten() throws Exception {
        Inbox inbox = started(10);
        recalled(inbox, message());
        drains.remove().completeExceptionally(new EngineException.LinkFailed("lost", null));
        inbox.suspend();
        inbox.resume();
        Received copy = message();
        inbox.offer(List.of(copy));
        assertThat(inbox.poll()).isSameAs(copy);
    }

    @Test
    void aRecallOverALostLineGrantsTheNextNoMoreThanTheWindow() throws Exception {
        Inbox inbox = started(10);
        Received first = message();
        inbox.offer(List.of(first));
        IntStream.range(0, 7).forEach(i -> inbox.offer(List.of(message())));
        inbox.poll();
        inbox.recall(List.of(first));
        credit.set(0);
        drains.remove().completeExceptionally(new EngineException.LinkFailed("lost", null));
        inbox.suspend();
        inbox.resume();
        assertThat(credit).hasValue(10);
    }

    @Test
    void whatTheBrokerHasForgottenStaysWhenOtherMessagesGoBack() throws Exception {
        Inbox inbox = started(10);
        Received forgotten = presettled();
        Received first = message();
        inbox.offer(List.of(first));
        inbox.offer(List.of(message()));
        inbox.offer(List.of(forgotten));
        inbox.poll();
        inbox.recall(List.of(first));
        drains.remove().complete(null);
        assertThat(inbox.poll()).isSameAs(forgotten);
        assertThat(inbox.poll()).isNull();
    }

    @Test
    void whatTheBrokerHasForgottenOutlivesItsLineAndItsLink() throws Exception {
        Inbox inbox = started(10);
        Received forgotten = presettled();
        inbox.offer(List.of(message()));
        inbox.offer(List.of(forgotten));
        credit.set(0);
        assertThat(inbox.suspend()).hasSize(1);
        assertThat(credit).as("credit for the next line").hasValue(9);
        assertThat(inbox.poll()).isSameAs(forgotten);
        assertThat(inbox.poll()).isNull();
        inbox.offer(List.of(forgotten));
        inbox.fail(new EngineException.LinkFailed("gone", null));
        assertThat(inbox.poll()).isSameAs(forgotten);
        assertThatThrownBy(inbox::poll).hasMessage("gone");
    }

    @Test
    void whatIsRecalledGoesBackWithTheEndOfItsConsumer() throws Exception {
        List<String> told = new ArrayList<>();
        Inbox inbox = started(10);
        recalled(inbox, message("first", told));
        inbox.close();
        assertThat(told).containsExactly("first failed");
    }

    @Test
    void aConsumerWhoseLinkIsGivenUpAsksForNothing() {
        Inbox inbox = started(10);
        EngineException late = new EngineException.TimedOut("the link was not attached in time");
        drain(inbox);
        inbox.fail(late);
        drains.remove().completeExceptionally(late);
        assertThat(drains).isEmpty();
    }

    @Test
    void whatIsPutBackIntoAClosedInboxGoesBackToTheBroker() throws Exception {
        List<String> told = new ArrayList<>();
        Inbox inbox = started(10);
        inbox.offer(List.of(message("seen", told)));
        Received seen = inbox.poll();
        inbox.close();
        inbox.undo(seen);
        assertThat(told).containsExactly("seen released");
    }

    /** The message, which was taken and has failed. */
    private static Received recalled(Inbox inbox, Received message) throws EngineException {
        inbox.offer(List.of(message));
        inbox.poll();
        inbox.recall(List.of(message));
        return message;
    }

    private static Received message(String name, List<String> told) {
        return message(name, told, false);
    }

    /** A message that the broker has forgotten already. */
    private static Received presettled() {
        return message("presettled", new ArrayList<>(), true);
    }

    private static Received message(String name, List<String> told, boolean presettled) {
        Delivery delivery = proxy(Delivery.class, (method, arguments) -> switch (method) {
            case "payload" -> new byte[1];
            case "remotelySettled" -> presettled;
            case "isCurrent" -> true;
            case "settle" -> told.add(name + (arguments[0] == Outcome.RELEASED ? " released" : " failed"));
            default -> null;
        });
        return new Received(delivery, NOBODY, 0);
    }
}
