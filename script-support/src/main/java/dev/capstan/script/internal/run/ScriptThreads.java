package dev.capstan.script.internal.run;

import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptLimits;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Runs scripts on threads of its own while the caller waits and watches their limits. A language's built-in functions may compute
 * for minutes without a point at which they can be stopped; the caller still gets its answer in time, and the run is left behind
 * on its thread. As long as too many are left behind, new runs are refused.
 */
public final class ScriptThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptThreads.class);

    /** How often a run's allocations are looked at. */
    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** How long a cancelled run may take to end before it is left behind. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Interpreters need several of the JVM's frames for one of the script's. Only what is used of it takes memory. */
    private static final long STACK_BYTES = 4L << 20;

    private final ThreadPoolExecutor pool;
    private final AtomicInteger leftBehind = new AtomicInteger();
    private final int mostLeftBehind = Runtime.getRuntime().availableProcessors();

    /** Threads are made when they are needed, and end when they have been idle. */
    public ScriptThreads(String language) {
        AtomicLong count = new AtomicLong();
        ExecutorService cached = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(
                    null, task, "capstan-" + language + "-" + count.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        pool = (ThreadPoolExecutor) cached;
        pool.setKeepAliveTime(10, TimeUnit.SECONDS);
    }

    /**
     * Runs the task and waits for its end, or for the first limit that it passes.
     *
     * @param timeout the most time from now on
     * @throws ScriptException when there is no result
     */
    public JsonNode run(ScriptTask task, ScriptLimits limits, Duration timeout) throws ScriptException {
        if (leftBehind.get() >= mostLeftBehind) {
            throw limit("earlier scripts passed their limits and cannot be stopped; no more are started until they end");
        }
        long start = System.nanoTime();
        Run run = new Run(task);
        pool.execute(run);
        while (true) {
            long left = timeout.toNanos() - (System.nanoTime() - start);
            try {
                return run.get(Math.max(0, Math.min(left, WATCH_NANOS)), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= WATCH_NANOS) {
                    throw stop(run, "the script ran for more than " + timeout.toMillis() + " ms");
                }
                if (run.allocated() > limits.allocatedBytes()) {
                    throw stop(run, "the script used more than " + limits.allocatedBytes() + " bytes of memory");
                }
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            } catch (InterruptedException e) {
                ScriptException stopped = stop(run, "the script was interrupted");
                Thread.currentThread().interrupt();
                throw stopped;
            }
        }
    }

    /** Runs something on one of these threads, without limits and without waiting for it. */
    public void background(Runnable task) {
        pool.execute(task);
    }

    /** Whether any run could not be stopped and still runs. */
    public boolean hasLeftBehind() {
        return leftBehind.get() > 0;
    }

    private ScriptException stop(Run run, String why) {
        pool.execute(run.task::cancel);
        try {
            run.get(GRACE_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            run.leaveBehind();
            LOG.warn("{}; it cannot be stopped yet and keeps its thread until it ends", why);
        } catch (ExecutionException e) {
            // It has ended, and the limit is why.
        } catch (InterruptedException e) {
            run.leaveBehind();
            Thread.currentThread().interrupt();
        }
        return limit(why);
    }

    private static ScriptException failure(@Nullable Throwable cause) {
        if (cause instanceof ScriptException known) {
            return known;
        }
        if (cause instanceof OutOfMemoryError || cause instanceof StackOverflowError) {
            return limit("the script needed more memory or stack than there is");
        }
        LOG.warn("a script could not be run", cause);
        return new ScriptException(ScriptException.Reason.FAILED, "the script could not be run", 0);
    }

    private static ScriptException limit(String message) {
        return new ScriptException(ScriptException.Reason.LIMIT, message, 0);
    }

    /** Lets go of the threads. A run that cannot be stopped keeps its own, which does not keep the process. */
    @Override
    public void close() {
        pool.shutdown();
    }

    /** A run with its thread, and whether its caller still waits. */
    private final class Run extends java.util.concurrent.FutureTask<JsonNode> {
        private static final int WAITED_FOR = 0;
        private static final int LEFT_BEHIND = 1;
        private static final int ENDED = 2;

        private final ScriptTask task;
        private final AtomicInteger state = new AtomicInteger(WAITED_FOR);
        private volatile @Nullable AllocationMeter meter;

        Run(ScriptTask task) {
            super(task::run);
            this.task = task;
        }

        @Override
        public void run() {
            meter = new AllocationMeter();
            try {
                super.run();
            } finally {
                if (state.getAndSet(ENDED) == LEFT_BEHIND) {
                    leftBehind.decrementAndGet();
                }
            }
        }

        long allocated() {
            AllocationMeter current = meter;
            return current == null ? 0 : current.bytes();
        }

        void leaveBehind() {
            leftBehind.incrementAndGet();
            if (!state.compareAndSet(WAITED_FOR, LEFT_BEHIND)) {
                leftBehind.decrementAndGet();
            }
        }
    }
}
