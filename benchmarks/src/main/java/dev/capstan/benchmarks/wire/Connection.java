package dev.capstan.benchmarks.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client's connection. Sending never blocks, and waiting ends. Safe for any thread. */
public final class Connection implements AutoCloseable {
    private final ReplyParser parser;
    private @Nullable Channel channel;
    private @Nullable Outgoing outgoing;
    private volatile CompletableFuture<Boolean> lastSent = CompletableFuture.completedFuture(true);
    private boolean ended;
    private long received;

    Connection(int keep) {
        parser = new ReplyParser(keep);
    }

    void attach(Channel opened) {
        channel = opened;
        outgoing = new Outgoing(opened);
    }

    ChannelHandler handler() {
        return new Reader();
    }

    private Channel channel() {
        return Objects.requireNonNull(channel);
    }

    /** Sends text, one byte a character. */
    public Connection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes. What is sent on a connection that has ended is lost. */
    public Connection send(byte[] bytes) {
        lastSent = Objects.requireNonNull(outgoing).add(bytes, 1);
        return this;
    }

    /** Waits until all is handed to the system; returns whether it is. */
    public boolean awaitSent(Duration atMost) throws InterruptedException {
        try {
            return lastSent.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Waits for the next answer. */
    public synchronized Reply await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Reply reply = parser.poll();
            if (reply != null) {
                return reply;
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (ended || left <= 0) {
                return parser.unfinished(ended);
            }
            wait(left);
        }
    }

    /** Waits until the other side has closed the connection; returns whether it has. */
    public synchronized boolean awaitEnd(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!ended) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Whether the other side has closed the connection. */
    public synchronized boolean hasEnded() {
        return ended;
    }

    /** How many bytes have come. */
    public synchronized long received() {
        return received;
    }

    /** Reads no more, so that the other side's buffers fill, or reads on. */
    public void read(boolean on) {
        channel().config().setAutoRead(on);
    }

    /** Closes the sending side only. */
    public void shutdownOutput() {
        ((SocketChannel) channel()).shutdownOutput().awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    /** Ends the connection with a reset. */
    public void reset() {
        Resets.reset(channel());
    }

    /** Ends the connection; returns at once. */
    @Override
    public void close() {
        channel().close();
    }

    private synchronized void onRead(ByteBuf in) {
        received += in.readableBytes();
        parser.read(in);
        notifyAll();
    }

    private synchronized void onEnd(boolean clean) {
        if (!ended) {
            ended = true;
            if (clean) {
                parser.end();
            }
            notifyAll();
        }
    }

    private final class Reader extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            try {
                onRead(in);
            } finally {
                in.release();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                onEnd(true);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            onEnd(true);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            onEnd(false);
            context.close();
        }
    }
}
