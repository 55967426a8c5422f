package io.amqpjms.jms.recovery;

import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.engine.testing.Faults;
import io.amqpjms.engine.testing.Faults.Direction;
import io.amqpjms.engine.testing.FrameProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Breaks the network and the broker in random ways, each of which passes; the same seed breaks the same things in the same
 * order. Used by one thread.
 */
final class Mischief {
    private static final int LONGEST_PAUSE_MILLIS = 600;

    private final Random random;
    private final List<FaultProxy> lines;
    private final @Nullable FrameProxy frames;
    private final Target broker;
    private final Map<String, Integer> done = new TreeMap<>();
    private volatile boolean fell;
    private volatile boolean torn;

    /** @param frames where sessions and links end while their line stands, if they shall */
    Mischief(long seed, List<FaultProxy> lines, @Nullable FrameProxy frames, Target broker) {
        this.random = new Random(seed);
        this.lines = lines;
        this.frames = frames;
        this.broker = broker;
    }

    /** Does one bad thing, undoes it, and names it. */
    void next(Pause pause) throws Exception {
        String name = strike(pause);
        done.merge(name, 1, Integer::sum);
        pause.millis(100 + random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    /** Lets time pass, and may end early. */
    interface Pause {
        void millis(int millis) throws InterruptedException;
    }

    private String strike(Pause pause) throws Exception {
        Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
        FrameProxy links = frames;
        if (links != null && random.nextInt(4) == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> end("end of sessions", links::endSessions);
                case 1 -> end("detach of senders", links::detachSenders);
                default -> end("detach of receivers", links::detachReceivers);
            };
        }
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> end("end of all lines", () -> lines.forEach(FaultProxy::cutAll));
            case 4, 5, 6, 7 -> end("reset of all lines", () -> lines.forEach(FaultProxy::resetAll));
            case 8, 9, 10 -> after("cut in the middle", pause, Faults.NONE.cutAfter(direction, random.nextInt(20_000)));
            case 11, 12 ->
                after("reset in the middle", pause, Faults.NONE.resetAfter(direction, random.nextInt(20_000)));
            case 13 -> after("slowness", pause, Faults.NONE.delay(direction, Duration.ofMillis(random.nextInt(200))));
            case 14 -> after("narrowness", pause, Faults.NONE.throttle(direction, 2_000 + random.nextInt(50_000)));
            case 15, 16 -> silence(pause, Faults.NONE.swallowAfter(direction, 0));
            case 17 -> silence(pause, Faults.NONE.stallAfter(direction, 0));
            case 18 -> refusal(pause);
            default -> restart(pause);
        };
    }

    private static String end(String name, Runnable how) {
        how.run();
        return name;
    }

    private String after(String name, Pause pause, Faults faults) throws InterruptedException {
        suffer(faults);
        pause.millis(random.nextInt(LONGEST_PAUSE_MILLIS));
        suffer(Faults.NONE);
        return name;
    }

    /** Lasts until each side must have noticed, or less. */
    private String silence(Pause pause, Faults faults) throws InterruptedException {
        suffer(faults);
        pause.millis(random.nextInt(2_500));
        suffer(Faults.NONE);
        // Bytes were lost on the lines that stand: no network does that and lets them live.
        lines.forEach(FaultProxy::resetAll);
        return "silence";
    }

    private void suffer(Faults faults) {
        lines.forEach(line -> line.faults(faults));
    }

    private String refusal(Pause pause) throws InterruptedException {
        lines.forEach(FaultProxy::refuse);
        lines.forEach(FaultProxy::cutAll);
        pause.millis(random.nextInt(LONGEST_PAUSE_MILLIS));
        lines.forEach(FaultProxy::admit);
        return "refusal";
    }

    /** Whether the broker went away once, and with it what it held in memory alone; for any thread. */
    boolean brokerFell() {
        return fell;
    }

    /** Whether the broker was stopped in the middle of what it wrote to its journal; for any thread. */
    boolean journalMayBeTorn() {
        return torn;
    }

    private String restart(Pause pause) throws Exception {
        fell = true;
        // One that does not end, or does not give way, is killed as well.
        torn |= broker.tearsItsJournal();
        boolean crash = random.nextBoolean();
        if (crash) {
            broker.kill();
        } else {
            broker.stop();
        }
        pause.millis(random.nextInt(LONGEST_PAUSE_MILLIS));
        broker.start();
        return crash ? "crash of the broker" : "restart of the broker";
    }

    /** Makes everything well for good. */
    void end() {
        suffer(Faults.NONE);
    }

    int count() {
        return done.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What was done how often. */
    @Override
    public String toString() {
        return count() + " faults " + done;
    }
}
