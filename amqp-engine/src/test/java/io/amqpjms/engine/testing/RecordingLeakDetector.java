package io.amqpjms.engine.testing;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Netty's leak detector, keeping its reports for {@link LeakCheck}. Netty calls it on any thread.
 *
 * @param <T> the kind of resource watched
 */
final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {

    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();
    private static final String OURS = "io.amqpjms.";

    private RecordingLeakDetector(Class<?> resource, int samplingInterval) {
        super(resource, samplingInterval);
    }

    /** Takes the place of Netty's own detector; to be called before the first buffer. */
    static void install() {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @Deprecated
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maxActive) {
                return new RecordingLeakDetector<>(resource, samplingInterval);
            }

            @Override
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
                return new RecordingLeakDetector<>(resource, samplingInterval);
            }
        });
    }

    /** Collects what nobody holds any more and hands over the leaks of our own code found since the last call. */
    static List<String> drainReports() throws InterruptedException {
        collectGarbage();
        // What one collection finds is handed on one by one, in any order; all of it before what the next one finds.
        collectGarbage();
        makeNettyLook();
        List<String> found = new ArrayList<>();
        for (String report = REPORTS.poll(); report != null; report = REPORTS.poll()) {
            found.add(report);
        }
        return found;
    }

    private static void collectGarbage() throws InterruptedException {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        WeakReference<Object> marker = new WeakReference<>(new Object(), collected);
        System.gc();
        collected.remove(1_000);
        marker.clear();
    }

    // A detector reports what was collected when the next resource is tracked.
    private static void makeNettyLook() {
        io.netty.buffer.ByteBufAllocator.DEFAULT.directBuffer(1).release();
        io.netty.buffer.ByteBufAllocator.DEFAULT.compositeBuffer(1).release();
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    // A broker and a scripted peer share the JVM: only a buffer that passed through our code is ours to mend.
    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        if (records.contains(OURS)) {
            REPORTS.add(resourceType + records);
        }
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        REPORTS.add(resourceType + " (no trace: is io.netty.leakDetection.level paranoid?)");
    }
}
