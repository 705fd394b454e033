package dev.capstan.adapter.mcp.internal.stdio;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages, each in a line, from a thread of its own: no event loop waits for whoever reads. Safe for any thread.
 */
final class LineWriter {
    /** So many may wait before notifications are dropped. */
    private static final int MOST_WAITING = 1000;

    private record Line(ByteBuf message, Runnable written) {}

    private final OutputStream out;
    private final Thread thread;
    private final Queue<Line> waiting = new ArrayDeque<>();
    private boolean ended;
    private boolean broken;

    LineWriter(OutputStream out) {
        this.out = out;
        this.thread = new Thread(this::run, "capstan-mcp-stdout");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Writes a message, and takes it over.
     *
     * @param written invoked when it was written, or cannot be
     */
    synchronized void reply(ByteBuf message, Runnable written) {
        waiting.add(new Line(message, written));
        notifyAll();
    }

    /** Writes a message, and takes it over, unless too many wait already. */
    synchronized void notification(ByteBuf message) {
        if (waiting.size() < MOST_WAITING && !ended) {
            waiting.add(new Line(message, () -> {}));
            notifyAll();
        } else {
            message.release();
        }
    }

    /** Waits until everything that was given is written, and ends. */
    void end() throws InterruptedException {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        thread.join();
    }

    private synchronized @Nullable Line take() throws InterruptedException {
        while (waiting.isEmpty() && !ended) {
            wait();
        }
        return waiting.poll();
    }

    private void run() {
        try {
            for (Line line = take(); line != null; line = take()) {
                write(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Line line) {
        try {
            if (!broken) {
                line.message.readBytes(out, line.message.readableBytes());
                out.write('\n');
                out.flush();
            }
        } catch (IOException e) {
            // Nobody reads any more; the end of the input follows.
            broken = true;
        } finally {
            line.message.release();
            line.written.run();
        }
    }
}
