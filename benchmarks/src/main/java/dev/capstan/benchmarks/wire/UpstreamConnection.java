package dev.capstan.benchmarks.wire;

import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An upstream's side of a connection. Never blocks. Safe for any thread. */
public final class UpstreamConnection {
    private final Channel channel;
    private final Outgoing outgoing;

    UpstreamConnection(Channel channel) {
        this.channel = channel;
        outgoing = new Outgoing(channel);
    }

    /** Sends bytes; completes with whether they were handed to the system. */
    public CompletableFuture<Boolean> send(byte[] bytes) {
        return outgoing.add(bytes, 1);
    }

    /** Sends text, one byte a character. */
    public CompletableFuture<Boolean> send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes over and over, as fast as they are taken. */
    public CompletableFuture<Boolean> send(byte[] bytes, long times) {
        return outgoing.add(bytes, times);
    }

    /** Sends bytes, that many at a time, with pauses between; ends early when the connection does. */
    public void trickle(byte[] bytes, int atATime, Duration pause) {
        trickle(bytes, 0, atATime, pause);
    }

    private void trickle(byte[] bytes, int position, int atATime, Duration pause) {
        if (position < bytes.length && channel.isActive()) {
            int length = Math.min(atATime, bytes.length - position);
            byte[] part = new byte[length];
            System.arraycopy(bytes, position, part, 0, length);
            var unused = send(part);
            after(pause, () -> trickle(bytes, position + length, atATime, pause));
        }
    }

    /** Runs something later, on the event loop. */
    public void after(Duration delay, Runnable task) {
        var unused = channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Closes the connection once everything is sent. */
    public void closeAfterSending() {
        outgoing.closeAfter();
    }

    /** Ends the connection with a reset. */
    public void reset() {
        Resets.reset(channel);
    }

    /** Reads no more, or reads on. */
    public void read(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** Whether the other side has not closed it. */
    public boolean isOpen() {
        return channel.isActive();
    }
}
