package dev.capstan.benchmarks.load;

import dev.capstan.engine.spi.EventLoops;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop during one run. All on that loop. */
final class LoadWorker {
    private final EventLoop eventLoop;
    private final ByteBuf request;
    private final Bootstrap bootstrap;
    private final int connections;
    private final long grace;
    private final CompletableFuture<LoadTally> outcome = new CompletableFuture<>();
    private final Set<LoadConnection> open = new LinkedHashSet<>();
    private final ArrayDeque<LoadConnection> idle = new ArrayDeque<>();
    private final Histogram latencies = LoadGenerator.histogram();

    private @Nullable Schedule schedule;
    private boolean waking;
    private boolean sending;
    private boolean closing;
    private int waiting;
    private long completed;
    private long failed;
    private long late;
    private long unsent;

    /**
     * @param grace how long answers are waited for when no more requests are sent, in nanoseconds
     */
    LoadWorker(EventLoop eventLoop, int port, ByteBuf request, int connections, long grace) {
        this.eventLoop = eventLoop;
        this.request = request;
        this.connections = connections;
        this.grace = grace;
        this.bootstrap = new Bootstrap()
                .group(eventLoop)
                .channel(EventLoops.socketChannel(eventLoop))
                .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new LoadConnection(LoadWorker.this, channel));
                    }
                });
    }

    /** Opens all connections; completes when they are open, or with the first failure. */
    CompletableFuture<Void> connect() {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        for (int i = 0; i < connections; i++) {
            ChannelFuture unused = bootstrap.connect().addListener((ChannelFutureListener) future -> {
                if (!future.isSuccess()) {
                    connected.completeExceptionally(future.cause());
                    return;
                }
                idle.push(register(future.channel()));
                if (open.size() == connections) {
                    connected.complete(null);
                }
            });
        }
        return connected;
    }

    /** Each connection sends its next request when the one before is answered, until that time. */
    CompletableFuture<LoadTally> runClosed(long end) {
        eventLoop.execute(() -> {
            begin(end);
            long now = System.nanoTime();
            LoadConnection connection;
            while ((connection = idle.poll()) != null) {
                send(connection, now);
            }
        });
        return outcome;
    }

    /** Requests are sent as that schedule says, or as soon after as a connection is free, until that time. */
    CompletableFuture<LoadTally> runScheduled(Schedule due, long end) {
        eventLoop.execute(() -> {
            schedule = due;
            begin(end);
            dispatch();
        });
        return outcome;
    }

    /** Closes what is open without a run. */
    void abandon() {
        eventLoop.execute(this::closeAll);
    }

    private void begin(long end) {
        sending = true;
        var unused = eventLoop.schedule(this::stopSending, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void send(LoadConnection connection, long since) {
        waiting++;
        connection.send(request, since);
    }

    void onResponse(LoadConnection connection, int status, long since, boolean closed) {
        waiting--;
        long now = System.nanoTime();
        if (status >= 200 && status < 300) {
            completed++;
        } else {
            failed++;
        }
        record(now - since);
        if (!closed) {
            next(connection, now);
        }
        endIfAnswered();
    }

    private void next(LoadConnection connection, long now) {
        if (schedule == null) {
            if (sending) {
                send(connection, now);
            } else {
                idle.push(connection);
            }
            return;
        }
        if (sending && idle.isEmpty() && schedule.isDue(now)) {
            late++;
            send(connection, schedule.take());
            return;
        }
        idle.push(connection);
        dispatch();
    }

    private void dispatch() {
        Schedule due = schedule;
        if (due == null || !sending) {
            return;
        }
        while (!idle.isEmpty() && due.isDue(System.nanoTime())) {
            send(idle.pop(), due.take());
        }
        if (!idle.isEmpty() && due.hasNext() && !waking) {
            waking = true;
            long delay = Math.max(0, due.due() - System.nanoTime());
            var unused = eventLoop.schedule(this::wake, delay, TimeUnit.NANOSECONDS);
        }
    }

    private void wake() {
        waking = false;
        dispatch();
    }

    void onClosed(LoadConnection connection) {
        if (closing || !open.remove(connection)) {
            return;
        }
        idle.remove(connection);
        if (connection.isWaiting()) {
            waiting--;
            fail(connection);
        }
        if (sending) {
            reconnect();
        }
        endIfAnswered();
    }

    private void fail(LoadConnection connection) {
        failed++;
        record(System.nanoTime() - connection.since());
    }

    private void reconnect() {
        ChannelFuture unused = bootstrap.connect().addListener((ChannelFutureListener) future -> {
            if (future.isSuccess()) {
                next(register(future.channel()), System.nanoTime());
            } else {
                failed++;
            }
        });
    }

    private LoadConnection register(Channel channel) {
        LoadConnection connection = channel.pipeline().get(LoadConnection.class);
        open.add(connection);
        if (closing) {
            connection.close();
        }
        return connection;
    }

    private void stopSending() {
        dispatch();
        sending = false;
        long now = System.nanoTime();
        while (schedule != null && schedule.isDue(now)) {
            unsent++;
            record(now - schedule.take());
        }
        var unused = eventLoop.schedule(this::giveUp, grace, TimeUnit.NANOSECONDS);
        endIfAnswered();
    }

    private void giveUp() {
        if (!closing) {
            for (LoadConnection connection : open) {
                if (connection.isWaiting()) {
                    fail(connection);
                }
            }
            finish();
        }
    }

    private void endIfAnswered() {
        if (!sending && waiting == 0 && !closing) {
            finish();
        }
    }

    private void finish() {
        long end = System.nanoTime();
        closeAll();
        outcome.complete(new LoadTally(completed, failed, late, unsent, end, latencies));
    }

    private void closeAll() {
        closing = true;
        for (LoadConnection connection : open) {
            connection.close();
        }
        open.clear();
    }

    private void record(long nanoseconds) {
        latencies.recordValue(Math.min(Math.max(nanoseconds, 1), LoadGenerator.LONGEST));
    }
}
