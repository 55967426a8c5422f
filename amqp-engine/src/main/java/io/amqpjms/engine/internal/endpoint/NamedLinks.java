package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which link of a session has which name: no two of one role may share one (AMQP 1.0 §2.6.1). A name is free again once the
 * peer has answered the detach; who asks for it earlier waits. Who has a name has, or will have, one of the handles that there
 * are (§2.7.2). Loop-confined.
 */
final class NamedLinks {
    private final Map<Key, LinkEndpoint<?>> holders = new LinkedHashMap<>();
    private final Map<Key, LinkEndpoint<?>> waiting = new HashMap<>();

    private record Key(String name, boolean sends) {
        static Key of(LinkEndpoint<?> link) {
            return new Key(link.name(), link.sends());
        }
    }

    /** Why the link cannot have its name, not even later; null if it can. */
    @Nullable
    EngineException refusal(LinkEndpoint<?> link) {
        LinkEndpoint<?> holder = holders.get(Key.of(link));
        if (holder == null || holder == link) {
            return null;
        }
        if (holder.isUnanswered()) {
            return refused(
                    link,
                    "the peer has not answered the detach of the link that had its name before, '" + link.name()
                            + "'. Take another name or another session",
                    "amqp:resource-locked");
        }
        LinkEndpoint<?> next = waiting.get(Key.of(link));
        return holder.isAlive() || (next != null && next != link)
                ? refused(
                        link,
                        "its session has another link named '" + link.name()
                                + "', and no two may share a name. Close that one first, or take another name",
                        "amqp:not-allowed")
                : null;
    }

    private static EngineException refused(LinkEndpoint<?> link, String why, String condition) {
        String problem = "Could not attach the " + link.describe() + " at " + link.peer() + ": " + why;
        return new EngineException.LinkFailed(problem, new ErrorCondition(condition, problem));
    }

    /** Whether there are so many links with names that this one has no room; who waits for a name gets its holder's room. */
    boolean isFull(long most, LinkEndpoint<?> link) {
        return holders.size() >= most && !holders.containsKey(Key.of(link));
    }

    /** The links that have no room when there may be so many: the last ones; those that the peer may know come first. */
    List<LinkEndpoint<?>> beyond(long most) {
        return holders.values().stream()
                .sorted(Comparator.comparing(link -> !link.isKnownToPeer()))
                .skip(most)
                .toList();
    }

    /** Gives the link its name, or lets it wait; returns whether it has it. To be called when nothing refuses it. */
    boolean take(LinkEndpoint<?> link) {
        LinkEndpoint<?> holder = holders.putIfAbsent(Key.of(link), link);
        boolean has = holder == null || holder == link;
        if (!has) {
            waiting.put(Key.of(link), link);
        }
        return has;
    }

    /** A link that has come to its end waits no more. */
    void forget(LinkEndpoint<?> link) {
        waiting.remove(Key.of(link), link);
    }

    /** The name of a link is free; returns who waited for it. */
    @Nullable
    LinkEndpoint<?> free(LinkEndpoint<?> link) {
        return holders.remove(Key.of(link), link) ? waiting.remove(Key.of(link)) : null;
    }

    /** Who waits for the name of a link. */
    @Nullable
    LinkEndpoint<?> successor(LinkEndpoint<?> link) {
        return holders.get(Key.of(link)) == link ? waiting.get(Key.of(link)) : null;
    }

    /** The links that have come to their end, and whose names the peer may still know. */
    List<LinkEndpoint<?>> ended() {
        return holders.values().stream()
                .filter(link -> link.state() == Lifecycle.CLOSED)
                .toList();
    }
}
