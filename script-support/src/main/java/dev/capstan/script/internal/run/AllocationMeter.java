package dev.capstan.script.internal.run;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What a thread has allocated since the meter was made, as the JVM counts it. */
final class AllocationMeter {
    private static final com.sun.management.@Nullable ThreadMXBean COUNTER = counter();

    private final long thread;
    private final long before;

    /** For the calling thread. */
    @SuppressWarnings("deprecation") // its successor is not in Java 17
    AllocationMeter() {
        thread = Thread.currentThread().getId();
        before = COUNTER == null ? 0 : COUNTER.getThreadAllocatedBytes(thread);
    }

    /** In bytes, from any thread; 0 where the JVM does not count, and when the thread has ended. */
    long bytes() {
        return COUNTER == null ? 0 : Math.max(0, COUNTER.getThreadAllocatedBytes(thread) - before);
    }

    private static com.sun.management.@Nullable ThreadMXBean counter() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean counter
                        && counter.isThreadAllocatedMemorySupported()
                        && counter.isThreadAllocatedMemoryEnabled()
                ? counter
                : null;
    }
}
