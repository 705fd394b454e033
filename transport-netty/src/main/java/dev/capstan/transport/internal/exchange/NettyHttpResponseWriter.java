package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.exchange.Body;
import dev.capstan.transport.HttpResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes one reply: head, framing, and the body as fast as the client reads. On the event loop. */
final class NettyHttpResponseWriter implements HttpResponseWriter, Flow.Subscriber<ByteBuf> {
    private static final int HEAD_SIZE = 512;
    /** Up to here, copying a body behind its head costs less than a second buffer on its way to the socket. */
    private static final int WORTH_COPYING = 4096;

    private static final ByteBuf NEW_LINE = constant("\r\n");
    private static final ByteBuf LAST_CHUNK = constant("0\r\n\r\n");

    private final NettyHttpExchange exchange;
    private final int status;
    /** Not written yet: at first incomplete, then waiting for the body's beginning. */
    private @Nullable ByteBuf head;

    private Flow.@Nullable Subscription subscription;
    private boolean sent;
    private boolean ended;
    private boolean chunked;
    private boolean stalled;
    private long remaining = -1;
    private long written;

    NettyHttpResponseWriter(NettyHttpExchange exchange, int status) {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("not the status of a reply: " + status);
        }
        this.exchange = exchange;
        this.status = status;
        if (!exchange.isOver()) {
            head = exchange.connection().output().allocator().directBuffer(HEAD_SIZE);
            ResponseHead.status(head, status);
        }
    }

    private static ByteBuf constant(String text) {
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(text.length())
                .writeBytes(text.getBytes(StandardCharsets.US_ASCII))
                .asReadOnly());
    }

    boolean isSent() {
        return sent;
    }

    /** Whether what was written so far is a head and whole chunks, with more to come. */
    boolean isBetweenChunks() {
        return chunked && head == null && sent && !ended;
    }

    int status() {
        return status;
    }

    long written() {
        return written;
    }

    @Override
    public HttpResponseWriter header(CharSequence name, CharSequence value) {
        if (sent) {
            throw new IllegalStateException("the head has left");
        }
        if (head != null) {
            ResponseHead.field(head, name, value);
        }
        return this;
    }

    @Override
    public void send(Body body) {
        if (sent) {
            body.discard();
            throw new IllegalStateException("the reply was sent already");
        }
        sent = true;
        ByteBuf started = head;
        head = null;
        if (started == null) {
            body.discard();
            return;
        }
        boolean bodyless = exchange.isHead() || status == 204 || status == 304;
        frame(started, body, bodyless);
        ResponseHead.end(started, exchange.connection().server().dateLine());
        if (bodyless) {
            body.discard();
            exchange.connection().output().writeHead(started);
            end();
        } else if (body instanceof Body.Whole whole) {
            sendWhole(started, whole.bytes());
        } else if (body instanceof Body.Stream stream) {
            head = started;
            stream.bytes().subscribe(this);
            if (head != null) {
                writeHead();
                exchange.connection().output().flushSoon();
            }
        } else {
            exchange.connection().output().writeHead(started);
            end();
        }
    }

    private void frame(ByteBuf started, Body body, boolean bodyless) {
        long length = body.length();
        if (status == 204 || status == 304 || (exchange.isHead() && length == 0)) {
            // A length would be that of the body that GET has, which nobody knows here.
            remaining = 0;
        } else if (length >= 0) {
            ResponseHead.contentLength(started, length);
            remaining = length;
        } else if (exchange.isHttp10()) {
            // Its end is the connection's.
            exchange.closeAfterwards();
        } else {
            ResponseHead.chunked(started);
            chunked = !bodyless;
        }
        if (exchange.closesConnection()) {
            ResponseHead.connection(started, true);
        } else if (exchange.isHttp10()) {
            ResponseHead.connection(started, false);
        }
    }

    private void sendWhole(ByteBuf started, ByteBuf bytes) {
        written = bytes.readableBytes();
        if (written <= WORTH_COPYING) {
            started.writeBytes(bytes);
            bytes.release();
            exchange.connection().output().writeHead(started);
        } else {
            exchange.connection().output().writeHead(started);
            exchange.connection().output().write(bytes);
        }
        end();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (this.subscription != null || ended || exchange.isOver()) {
            subscription.cancel();
        } else {
            this.subscription = subscription;
            subscription.request(1);
        }
    }

    @Override
    public void onNext(ByteBuf bytes) {
        int size = bytes.readableBytes();
        if (ended || size == 0) {
            bytes.release();
        } else if (remaining >= 0 && size > remaining) {
            bytes.release();
            breakOff();
        } else {
            write(bytes, size);
        }
        if (!ended) {
            more();
        }
    }

    private void writeHead() {
        ByteBuf complete = head;
        head = null;
        if (complete != null) {
            exchange.connection().output().writeHead(complete);
        }
    }

    private void write(ByteBuf bytes, int size) {
        written += size;
        ReplyOutput output = exchange.connection().output();
        writeHead();
        if (remaining >= 0) {
            remaining -= size;
            output.write(bytes);
        } else if (!chunked) {
            output.write(bytes);
        } else if (size <= WORTH_COPYING) {
            ByteBuf chunk = output.allocator().directBuffer(size + 12);
            ResponseHead.chunkSize(chunk, size);
            chunk.writeBytes(bytes).writeBytes(NEW_LINE.duplicate());
            bytes.release();
            output.write(chunk);
        } else {
            ByteBuf line = output.allocator().directBuffer(12);
            ResponseHead.chunkSize(line, size);
            output.write(line);
            output.write(bytes);
            output.write(NEW_LINE.duplicate());
        }
        output.flushSoon();
    }

    /** Asks for the next piece, or waits until the client has read enough. */
    private void more() {
        stalled = !exchange.connection().output().isWritable();
        if (!stalled && subscription != null) {
            subscription.request(1);
        }
    }

    /** The client has read on. */
    void resume() {
        if (stalled && !ended) {
            more();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!ended) {
            subscription = null;
            breakOff();
        }
    }

    @Override
    public void onComplete() {
        if (ended) {
            return;
        }
        subscription = null;
        if (remaining > 0) {
            breakOff();
            return;
        }
        writeHead();
        if (chunked) {
            exchange.connection().output().write(LAST_CHUNK.duplicate());
        }
        end();
    }

    private void end() {
        ended = true;
        exchange.onReplyEnded();
    }

    /** Ends the connection in a way that nobody takes for the body's end. */
    private void breakOff() {
        boolean endIsClose = remaining < 0 && !chunked;
        giveUp();
        exchange.onReplyBroken(endIsClose);
    }

    /** Nobody reads the reply any more. */
    void giveUp() {
        ended = true;
        if (head != null) {
            head.release();
            head = null;
        }
        if (subscription != null) {
            subscription.cancel();
            subscription = null;
        }
    }
}
