package dev.capstan.testkit;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Makes detectors that keep their reports, whatever the logging is set to. */
final class LeakRecorder extends ResourceLeakDetectorFactory {
    private final List<RecordingDetector<Object>> detectors = new CopyOnWriteArrayList<>();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    @Override
    @SuppressWarnings({"deprecation", "unchecked"}) // the factory's one abstract method
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
            Class<T> resource, int samplingInterval, long maxActive) {
        RecordingDetector<T> detector = new RecordingDetector<>(resource, samplingInterval, leaks);
        detectors.add((RecordingDetector<Object>) detector);
        return detector;
    }

    /** Takes the reports of everything that is unreachable and was not released. */
    synchronized List<String> collect() {
        // The references that one collection cleared are queued in no order, so that the first sentinel may come before
        // the rest.
        // Those of the next collection come after all of them.
        awaitCollection();
        awaitCollection();
        for (RecordingDetector<Object> detector : detectors) {
            detector.report();
        }
        List<String> found = new ArrayList<>();
        for (String leak = leaks.poll(); leak != null; leak = leaks.poll()) {
            found.add(leak);
        }
        return found;
    }

    /** Returns once the collector has found, and queued, an object that became unreachable just now. */
    private static void awaitCollection() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        PhantomReference<Object> sentinel = new PhantomReference<>(new Object(), collected);
        try {
            for (int tries = 0; tries < 100; tries++) {
                System.gc();
                if (collected.remove(TimeUnit.MILLISECONDS.toMillis(100)) == sentinel) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class RecordingDetector<T> extends ResourceLeakDetector<T> {
        private final Queue<String> leaks;

        @SuppressWarnings("deprecation") // the constructor that subclasses are to call
        RecordingDetector(Class<?> resource, int samplingInterval, Queue<String> leaks) {
            super(resource, samplingInterval);
            this.leaks = leaks;
        }

        /** Detectors look at what was collected when they begin to track something. */
        @SuppressWarnings("unchecked")
        void report() {
            T probe = (T) new Object();
            ResourceLeakTracker<T> tracker = track(probe);
            if (tracker != null) {
                tracker.close(probe);
            }
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            leaks.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            leaks.add(resourceType);
        }
    }
}
