package io.amqpjms.engine.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ends sessions and senders of one line in the broker's name, and keeps from the client what the broker says of them until it has
 * heard the client's answer (AMQP 1.0 §2.5.5, §2.6.5). Guarded by the lock of its {@link ProxiedLine}.
 */
final class ForgedEnds {
    private static final Set<String> OF_SESSIONS =
            Set.of("begin", "attach", "flow", "transfer", "disposition", "detach", "end");
    private static final String REASON = "amqp:internal-error";

    /** Channels of the broker, each with the handles by which it knows the client's senders. */
    private final Map<Integer, Set<Integer>> senders = new HashMap<>();

    private final Set<Integer> endedChannels = new HashSet<>();
    private final Set<Link> detached = new HashSet<>();

    private record Link(int channel, int handle) {}

    /** Whether the client may see this frame of the broker's. */
    boolean passes(PassingFrame frame) {
        int channel = frame.channel();
        String name = frame.name();
        if (endedChannels.contains(channel) && OF_SESSIONS.contains(name)) {
            if ("end".equals(name)) {
                endedChannels.remove(channel);
            }
            return false;
        }
        return switch (name) {
            case "begin" -> {
                senders.put(channel, new HashSet<>());
                yield true;
            }
            case "end" -> {
                forget(channel);
                yield true;
            }
            case "attach" -> {
                note(channel, new FrameFields(frame));
                yield true;
            }
            case "detach" -> passesDetach(new Link(channel, new FrameFields(frame).uint(0)));
            case "flow" -> !detached.contains(new Link(channel, new FrameFields(frame).uint(4)));
            default -> true;
        };
    }

    private boolean passesDetach(Link link) {
        Set<Integer> known = senders.get(link.channel());
        if (known != null) {
            known.remove(link.handle());
        }
        return !detached.remove(link);
    }

    private void note(int channel, FrameFields attach) {
        Set<Integer> known = senders.get(channel);
        if (known != null && attach.isTrue(2)) {
            known.add(attach.uint(1));
        }
    }

    private void forget(int channel) {
        senders.remove(channel);
        detached.removeIf(link -> link.channel() == channel);
    }

    /** Frames that end all sessions of the line. */
    List<byte[]> endSessions() {
        List<byte[]> frames = new ArrayList<>();
        for (int channel : List.copyOf(senders.keySet())) {
            frames.add(ForgedFrame.end(channel, REASON));
            forget(channel);
            endedChannels.add(channel);
        }
        return frames;
    }

    /** Frames that detach all senders of the line's clients. */
    List<byte[]> detachSenders() {
        List<byte[]> frames = new ArrayList<>();
        senders.forEach((channel, handles) -> {
            for (int handle : handles) {
                frames.add(ForgedFrame.detach(channel, handle, true, REASON));
                detached.add(new Link(channel, handle));
            }
            handles.clear();
        });
        return frames;
    }
}
