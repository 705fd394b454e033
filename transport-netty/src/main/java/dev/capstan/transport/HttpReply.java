package dev.capstan.transport;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes one reply: head, framing, and the body as fast as the client reads. On the event loop. */
final class HttpReply implements ReplyWriter, Flow.Subscriber<ByteBuf> {
    private static final int HEAD_SIZE = 512;
    /** Up to here, copying a body behind its head costs less than a second buffer on its way to the socket. */
    private static final int WORTH_COPYING = 4096;

    private static final ByteBuf NEW_LINE = constant("\r\n");
    private static final ByteBuf LAST_CHUNK = constant("0\r\n\r\n");

    private final Exchange exchange;
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

    HttpReply(Exchange exchange, int status) {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("not the status of a reply: " + status);
        }
        this.exchange = exchange;
        this.status = status;
        if (!exchange.isOver()) {
            head = exchange.connection().allocator().directBuffer(HEAD_SIZE);
            ReplyHead.status(head, status);
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

    int status() {
        return status;
    }

    long written() {
        return written;
    }

    @Override
    public ReplyWriter header(CharSequence name, CharSequence value) {
        if (sent) {
            throw new IllegalStateException("the head has left");
        }
        if (head != null) {
            ReplyHead.field(head, name, value);
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
        ReplyHead.end(started, exchange.connection().listener().date().line());
        if (bodyless) {
            body.discard();
            exchange.connection().write(started);
            end();
        } else if (body instanceof Body.Whole whole) {
            sendWhole(started, whole.bytes());
        } else if (body instanceof Body.Stream stream) {
            head = started;
            stream.bytes().subscribe(this);
            if (head != null) {
                writeHead();
                exchange.connection().flushSoon();
            }
        } else {
            exchange.connection().write(started);
            end();
        }
    }

    private void frame(ByteBuf started, Body body, boolean bodyless) {
        long length = body.length();
        if (status == 204 || status == 304 || (exchange.isHead() && length == 0)) {
            // A length would be that of the body that GET has, which nobody knows here.
            remaining = 0;
        } else if (length >= 0) {
            ReplyHead.contentLength(started, length);
            remaining = length;
        } else if (exchange.isHttp10()) {
            // Its end is the connection's.
            exchange.closeAfterwards();
        } else {
            ReplyHead.chunked(started);
            chunked = !bodyless;
        }
        if (exchange.closesConnection()) {
            ReplyHead.connection(started, true);
        } else if (exchange.isHttp10()) {
            ReplyHead.connection(started, false);
        }
    }

    private void sendWhole(ByteBuf started, ByteBuf bytes) {
        written = bytes.readableBytes();
        if (written <= WORTH_COPYING) {
            started.writeBytes(bytes);
            bytes.release();
            exchange.connection().write(started);
        } else {
            exchange.connection().write(started);
            exchange.connection().write(bytes);
        }
        end();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (ended || exchange.isOver()) {
            subscription.cancel();
        } else {
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
            exchange.connection().write(complete);
        }
    }

    private void write(ByteBuf bytes, int size) {
        written += size;
        ConnectionHandler connection = exchange.connection();
        writeHead();
        if (remaining >= 0) {
            remaining -= size;
            connection.write(bytes);
        } else if (!chunked) {
            connection.write(bytes);
        } else if (size <= WORTH_COPYING) {
            ByteBuf chunk = connection.allocator().directBuffer(size + 12);
            ReplyHead.chunkSize(chunk, size);
            chunk.writeBytes(bytes).writeBytes(NEW_LINE.duplicate());
            bytes.release();
            connection.write(chunk);
        } else {
            ByteBuf line = connection.allocator().directBuffer(12);
            ReplyHead.chunkSize(line, size);
            connection.write(line);
            connection.write(bytes);
            connection.write(NEW_LINE.duplicate());
        }
        connection.flushSoon();
    }

    /** Asks for the next piece, or waits until the client has read enough. */
    private void more() {
        stalled = !exchange.connection().isWritable();
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
            exchange.connection().write(LAST_CHUNK.duplicate());
        }
        end();
    }

    private void end() {
        ended = true;
        exchange.ended();
    }

    /** Ends the connection in a way that nobody takes for the body's end. */
    private void breakOff() {
        boolean endIsClose = remaining < 0 && !chunked;
        giveUp();
        exchange.brokenOff(endIsClose);
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
