package io.amqpjms.jms.recovery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What an application was told of the numbered messages of one destination, to be held against what became of them. For
 * any thread.
 */
final class Ledger {
    /** How a send, or the transaction around it, ended for the application. */
    enum Ending {
        DONE,
        FAILED,
        IN_DOUBT
    }

    private final Map<Integer, Ending> endings = new TreeMap<>();
    private final List<Integer> arrivals = new ArrayList<>();
    private final Set<Integer> arrived = new HashSet<>();
    private final Set<Integer> settled = new HashSet<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> mixed = new ArrayList<>();
    private final Set<Integer> doubtful = new HashSet<>();
    private final Map<Integer, String> messageIds = new HashMap<>();
    private int duplicates;
    private int unmarked;

    /** The application was told how this message's send ended. */
    synchronized void ended(int number, Ending ending) {
        Ending before = endings.put(number, ending);
        if (before != null) {
            broken.add("the send of " + number + " ended twice: " + before + ", then " + ending);
        }
    }

    /** The application was given this message. */
    synchronized void arrived(int number, boolean redelivered) {
        if (settled.contains(number)) {
            broken.add(number + " came again after it was acknowledged for good");
        }
        if (arrived.add(number)) {
            arrivals.add(number);
        } else {
            duplicates++;
            if (!redelivered) {
                broken.add(number + " came again and was not marked redelivered");
            }
        }
    }

    /** The same, where a message may have been sent twice too: then both have one identifier. */
    synchronized void arrived(int number, boolean redelivered, String messageId) {
        String first = messageIds.putIfAbsent(number, messageId);
        boolean known = messageId.equals(first);
        boolean other = first != null && !known;
        if (other) {
            mixed.add(number + " came as " + first + " and as " + messageId);
        }
        unmarked += known && !redelivered ? 1 : 0;
        arrived(number, redelivered || known || other);
    }

    /** What came with the identifier of another message. */
    synchronized List<String> mixed() {
        return List.copyOf(mixed);
    }

    /** The application may have been given this message for good, or not. */
    synchronized void doubtful(int number) {
        doubtful.add(number);
    }

    /** How many copies came that only their identifier gives away. */
    synchronized int unmarked() {
        return unmarked;
    }

    /** What was sent well and has not come, though it must. */
    synchronized List<Integer> missing() {
        return endings.entrySet().stream()
                .filter(each -> each.getValue() == Ending.DONE)
                .map(Map.Entry::getKey)
                .filter(number -> !arrived.contains(number) && !doubtful.contains(number))
                .toList();
    }

    synchronized List<Integer> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The application was told that this message is acknowledged for good. */
    synchronized void settled(int number) {
        settled.add(number);
    }

    synchronized int distinctArrivals() {
        return arrived.size();
    }

    synchronized int settledCount() {
        return settled.size();
    }

    /** How many sends ended this way. */
    synchronized long count(Ending ending) {
        return endings.values().stream().filter(ending::equals).count();
    }

    /** What was promised for these sends and not kept, given what the broker holds. */
    synchronized List<String> brokenBySends(int sent, List<Integer> held) {
        List<String> found = new ArrayList<>(broken);
        Set<Integer> kept = new HashSet<>(held);
        kept.addAll(doubtful);
        IntStream.range(0, sent)
                .filter(number -> !endings.containsKey(number))
                .forEach(number -> found.add("the application never heard how the send of " + number + " ended"));
        endings.forEach((number, ending) -> {
            if (ending == Ending.DONE && !kept.contains(number)) {
                found.add(number + " was sent well, and is lost");
            }
        });
        found.addAll(disorder(held));
        return found;
    }

    /** What was promised for transactions of two messages each and not kept, given what the broker holds. */
    synchronized List<String> brokenByPairs(List<Integer> held) {
        List<String> found = new ArrayList<>();
        endings.forEach((number, ending) -> {
            if (ending == Ending.FAILED && held.contains(number)) {
                found.add(number + " was rolled back, and is there");
            }
            if (Collections.frequency(held, number) > 1) {
                found.add(number + " was committed twice");
            }
            if (held.contains(number) != held.contains(number ^ 1)) {
                found.add("half a transaction is there, with or without " + number);
            }
        });
        return found;
    }

    /** What came of transactions that the application was told are undone. */
    synchronized List<String> brokenByRollbacks() {
        return endings.entrySet().stream()
                .filter(each -> each.getValue() == Ending.FAILED && arrived.contains(each.getKey()))
                .map(each -> each.getKey() + " was rolled back, and came")
                .toList();
    }

    /** What was promised for these received messages and not kept, given what the broker still holds. */
    synchronized List<String> brokenByReceives(int preloaded, List<Integer> left) {
        List<String> found = new ArrayList<>(broken);
        IntStream.range(0, preloaded)
                .filter(number -> !arrived.contains(number) && !left.contains(number))
                .forEach(number -> found.add(number + " is lost"));
        left.stream()
                .filter(settled::contains)
                .forEach(number -> found.add(number + " was acknowledged for good, and is still there"));
        found.addAll(disorder(arrivals));
        return found;
    }

    @Override
    public synchronized String toString() {
        return endings.size() + " sent (" + count(Ending.FAILED) + " failed, " + count(Ending.IN_DOUBT) + " in doubt), "
                + arrived.size() + " received, " + duplicates + " of them again (" + unmarked
                + " recognised by their identifier alone), " + late() + " late, "
                + missing().size() + " lost"
                + (mixed.isEmpty() ? "" : ", " + mixed.size() + " with the identifier of another");
    }

    private long late() {
        return IntStream.range(1, arrivals.size())
                .filter(at -> arrivals.get(at) < arrivals.get(at - 1))
                .count();
    }

    private static List<String> disorder(List<Integer> numbers) {
        List<Integer> firsts = numbers.stream().distinct().toList();
        List<Integer> sorted = firsts.stream().sorted().toList();
        return firsts.equals(sorted) ? List.of() : List.of("the order is lost: " + numbers);
    }
}
