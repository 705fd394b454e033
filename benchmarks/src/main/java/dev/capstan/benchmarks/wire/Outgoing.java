package dev.capstan.benchmarks.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * What a connection has still to send, handed to the system in small pieces as it takes them: many connections can have the
 * same large array to send without a copy for each. Adding is safe for any thread.
 */
final class Outgoing {
    private static final int PIECE = 64 * 1024;

    private final Channel channel;
    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean writing;

    Outgoing(Channel channel) {
        this.channel = channel;
    }

    /**
     * Sends bytes that many times over, behind what was added before.
     *
     * @return completes with whether all of them were handed to the system; on the event loop
     */
    CompletableFuture<Boolean> add(byte[] bytes, long times) {
        Part part = new Part(bytes, times);
        channel.eventLoop().execute(() -> {
            parts.add(part);
            writeNext();
        });
        return part.sent;
    }

    /** Closes the connection once everything is sent. */
    void closeAfter() {
        var unused = add(new byte[0], 1).thenRun(channel::close);
    }

    private void writeNext() {
        if (writing) {
            return;
        }
        Part part = parts.peek();
        while (part != null && part.isDone()) {
            parts.remove();
            part.sent.complete(true);
            part = parts.peek();
        }
        if (part == null) {
            return;
        }
        writing = true;
        ChannelFuture unused = channel.writeAndFlush(part.next()).addListener((ChannelFutureListener) this::onWritten);
    }

    private void onWritten(ChannelFuture write) {
        writing = false;
        if (write.isSuccess()) {
            writeNext();
        } else {
            Part part;
            while ((part = parts.poll()) != null) {
                part.sent.complete(false);
            }
        }
    }

    /** Bytes with how much of them is sent. */
    private static final class Part {
        final byte[] bytes;
        final CompletableFuture<Boolean> sent = new CompletableFuture<>();
        long times;
        int position;

        Part(byte[] bytes, long times) {
            this.bytes = bytes;
            this.times = bytes.length == 0 ? 0 : times;
        }

        boolean isDone() {
            return times == 0;
        }

        ByteBuf next() {
            int length = Math.min(PIECE, bytes.length - position);
            ByteBuf piece = Unpooled.wrappedBuffer(bytes, position, length);
            position += length;
            if (position == bytes.length) {
                position = 0;
                times--;
            }
            return piece;
        }
    }
}
