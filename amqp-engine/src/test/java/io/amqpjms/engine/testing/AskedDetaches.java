package io.amqpjms.engine.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Detaches the client's receivers on one line as if the broker had done it. The broker is asked for that in the client's name, so
 * that it sends nothing more; its answer becomes the news for the client, and what the client then answers has been said already
 * (AMQP 1.0 §2.6.5). Until then the broker gets nothing more from the client: it would ignore an acknowledgement and still answer
 * the commit of it before its detach, which is no order that a broker detaches in. The link is not closed, so that a subscription
 * stays. For any thread.
 */
final class AskedDetaches {
    private static final String REASON = "amqp:link:detach-forced";
    private static final int PATIENCE_SECONDS = 10;

    /** The client's channels, each with the names of its receivers by their handles. */
    private final Map<Integer, Map<Integer, String>> receivers = new HashMap<>();
    /** The broker's channels, each with the client's for the same session. */
    private final Map<Integer, Integer> channels = new HashMap<>();
    /** What the broker calls the client's receivers. */
    private final Map<BrokersLink, String> names = new HashMap<>();

    private final Set<Asked> unanswered = new HashSet<>();
    private final Set<Asked> unheard = new HashSet<>();
    private volatile CountDownLatch answered = new CountDownLatch(0);

    private record BrokersLink(int channel, int handle) {}

    private record Asked(int channel, String name) {}

    /** Frames for the broker that detach all of the client's receivers. */
    synchronized List<byte[]> ask() {
        List<byte[]> frames = new ArrayList<>();
        receivers.forEach((channel, links) -> links.forEach((handle, name) -> {
            Asked asked = new Asked(channel, name);
            // One at a time: the client has still to hear of the last.
            if (names.containsValue(name) && unheard.add(asked)) {
                unanswered.add(asked);
                frames.add(ForgedFrame.detach(channel, handle));
            }
        }));
        if (!unanswered.isEmpty() && answered.getCount() == 0) {
            answered = new CountDownLatch(1);
        }
        return frames;
    }

    /** Whether the client has to wait with what it says. */
    boolean isHolding() {
        return answered.getCount() > 0;
    }

    /** Waits until the client may say more, or so long that nobody answers any more. */
    void awaitAnswers() throws InterruptedException {
        if (!answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            goOn();
        }
    }

    /** The client has what the broker said last. */
    synchronized void onPassed() {
        if (unanswered.isEmpty()) {
            answered.countDown();
        }
    }

    /** The line ends, and with it every wait. */
    synchronized void goOn() {
        unanswered.clear();
        answered.countDown();
    }

    /** Whether the broker may see this frame of the client's. */
    synchronized boolean passesFromClient(PassingFrame frame) {
        int channel = frame.channel();
        switch (frame.name()) {
            case "begin", "end" -> forget(channel);
            case "attach" -> note(channel, new FrameFields(frame));
            case "detach" -> {
                String name = links(channel).remove(new FrameFields(frame).uint(0));
                return name == null || !unheard.remove(new Asked(channel, name));
            }
            case "flow" -> {
                String name = links(channel).get(new FrameFields(frame).uint(4));
                return name == null || !unheard.contains(new Asked(channel, name));
            }
            default -> {}
        }
        return true;
    }

    private void forget(int channel) {
        receivers.remove(channel);
        unanswered.removeIf(asked -> asked.channel() == channel);
        unheard.removeIf(asked -> asked.channel() == channel);
    }

    private void note(int channel, FrameFields attach) {
        if (attach.isTrue(2)) {
            receivers.computeIfAbsent(channel, each -> new HashMap<>()).put(attach.uint(1), attach.text(0));
        }
    }

    private Map<Integer, String> links(int channel) {
        return receivers.getOrDefault(channel, new HashMap<>());
    }

    /** What the client sees instead of this frame of the broker's: mostly the frame itself. */
    synchronized PassingFrame fromBroker(PassingFrame frame) {
        int channel = frame.channel();
        switch (frame.name()) {
            case "begin" -> {
                names.keySet().removeIf(link -> link.channel() == channel);
                channels.put(channel, new FrameFields(frame).uint(0));
            }
            case "attach" -> {
                FrameFields attach = new FrameFields(frame);
                if (!attach.isTrue(2)) {
                    names.put(new BrokersLink(channel, attach.uint(1)), attach.text(0));
                }
            }
            case "end" -> unanswered.removeIf(asked -> asked.channel() == channels.getOrDefault(channel, -1));
            case "detach" -> {
                return detached(frame, new BrokersLink(channel, new FrameFields(frame).uint(0)));
            }
            default -> {}
        }
        return frame;
    }

    private PassingFrame detached(PassingFrame frame, BrokersLink link) {
        String name = names.remove(link);
        return name != null && unanswered.remove(new Asked(channels.getOrDefault(link.channel(), -1), name))
                ? PassingFrame.ofBroker(ForgedFrame.detach(link.channel(), link.handle(), false, REASON))
                : frame;
    }
}
