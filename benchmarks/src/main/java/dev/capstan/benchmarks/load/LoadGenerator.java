package dev.capstan.benchmarks.load;

import dev.capstan.engine.spi.EventLoops;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.HdrHistogram.Histogram;

/**
 * Sends one request over and over from a number of connections to a port of the loopback. Runs follow one another; one
 * at a time.
 */
public final class LoadGenerator implements AutoCloseable {
    /** The longest latency that is told apart, in nanoseconds: a minute. */
    static final long LONGEST = 60_000_000_000L;

    /** So that all workers begin together, and no request is due before it can be sent. */
    private static final long LEAD = 1_000_000;

    private final EventLoopGroup eventLoops;
    private final int threads;
    private final Duration grace;

    /**
     * @param threads event loops; no run uses more of them than it has connections
     */
    public LoadGenerator(int threads) {
        this(threads, Duration.ofSeconds(5));
    }

    /**
     * @param grace how long answers are waited for at a run's end
     */
    LoadGenerator(int threads, Duration grace) {
        this.threads = threads;
        this.grace = grace;
        eventLoops = EventLoops.create(threads);
    }

    /** An empty histogram of nanoseconds, from a microsecond to a minute, exact to three digits. */
    public static Histogram histogram() {
        return new Histogram(1_000, LONGEST, 3);
    }

    /**
     * Each connection sends the next request as soon as the one before is answered.
     *
     * @throws LoadFailedException when the connections cannot be made
     */
    public LoadResult closedLoop(LoadRequest request, int connections, Duration duration) {
        long length = duration.toNanos();
        return run(request, connections, length, (worker, share) -> worker.runClosed(share.start() + length));
    }

    /**
     * Sends requests at even distances, whatever the answers take; see {@link LoadResult#latencies()}.
     *
     * @param perSecond requests in a second, over all connections
     * @throws LoadFailedException when the connections cannot be made
     */
    public LoadResult fixedRate(LoadRequest request, int connections, double perSecond, Duration duration) {
        long length = duration.toNanos();
        return run(request, connections, length, (worker, share) -> {
            long offset = (long) (share.index() * 1e9 / perSecond);
            Schedule schedule = new Schedule(share.start() + offset, perSecond / share.of(), length - offset);
            return worker.runScheduled(schedule, share.start() + length);
        });
    }

    @Override
    public void close() {
        eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private LoadResult run(
            LoadRequest request,
            int connections,
            long length,
            BiFunction<LoadWorker, Share, CompletableFuture<LoadTally>> start) {
        ByteBuf bytes = Unpooled.directBuffer().writeBytes(request.bytes());
        try {
            List<LoadWorker> workers = workers(request.port(), Unpooled.unreleasableBuffer(bytes), connections);
            connect(workers);
            long began = System.nanoTime() + LEAD;
            List<CompletableFuture<LoadTally>> outcomes = new ArrayList<>();
            for (int i = 0; i < workers.size(); i++) {
                outcomes.add(start.apply(workers.get(i), new Share(began, i, workers.size())));
            }
            return sum(outcomes, began, length);
        } finally {
            // All connections are closed: nothing writes it any more.
            bytes.release();
        }
    }

    private List<LoadWorker> workers(int port, ByteBuf request, int connections) {
        int count = Math.min(threads, connections);
        List<LoadWorker> workers = new ArrayList<>();
        for (EventExecutor loop : eventLoops) {
            int index = workers.size();
            if (index < count) {
                int share = connections / count + (index < connections % count ? 1 : 0);
                workers.add(new LoadWorker((EventLoop) loop, port, request, share, grace.toNanos()));
            }
        }
        return workers;
    }

    private static void connect(List<LoadWorker> workers) {
        CompletableFuture<?>[] connected =
                workers.stream().map(LoadWorker::connect).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(connected).join();
        } catch (RuntimeException e) {
            workers.forEach(LoadWorker::abandon);
            throw new LoadFailedException("the connections cannot be made", e);
        }
    }

    private static LoadResult sum(List<CompletableFuture<LoadTally>> outcomes, long began, long length) {
        long completed = 0;
        long failed = 0;
        long late = 0;
        long unsent = 0;
        long duration = length;
        Histogram latencies = histogram();
        for (CompletableFuture<LoadTally> outcome : outcomes) {
            LoadTally tally = outcome.join();
            completed += tally.completed();
            failed += tally.failed();
            late += tally.late();
            unsent += tally.unsent();
            duration = Math.max(duration, tally.end() - began);
            latencies.add(tally.latencies());
        }
        return new LoadResult(completed, failed, late, unsent, Duration.ofNanos(duration), latencies);
    }

    /** Which of how many workers, and when all of them begin. */
    private record Share(long start, int index, int of) {}
}
