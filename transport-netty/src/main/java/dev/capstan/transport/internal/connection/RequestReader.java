package dev.capstan.transport.internal.connection;

import dev.capstan.engine.configuration.RequestLimits;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.http.framing.HeadScanner;
import dev.capstan.http.framing.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has received and nobody has taken yet, as bytes: of requests that wait behind a running one, and of heads that
 * are not complete, nothing is made before their turn. On the event loop.
 */
final class RequestReader {
    /** Empty lines before a request (RFC 9112, section 2.2), as some clients send behind a body. */
    private static final int MOST_EMPTY_LINES = 4;

    /** What every connection may hold without a share of the memory budget. */
    private static final int FREE_BYTES = 2048;

    private final HeadScanner scanner;
    private final RequestHeadDecoder decoder;
    private final HeldMemory held;
    private @Nullable ByteBuf bytes;
    private int emptyLines;
    private boolean ignoring;

    RequestReader(RequestLimits limits, RequestHeadDecoder decoder, MemoryBudget budget) {
        this.held = new HeldMemory(budget, FREE_BYTES);
        this.scanner = new HeadScanner(limits.maxHeadBytes(), limits.maxHeaderFields());
        this.decoder = decoder;
    }

    /** Adds what was received, and takes it over. */
    void add(ByteBuf received, ChannelHandlerContext context) {
        if (ignoring || !received.isReadable()) {
            received.release();
        } else if (bytes == null) {
            bytes = received;
        } else {
            append(bytes, received, context);
        }
    }

    private void append(ByteBuf before, ByteBuf received, ChannelHandlerContext context) {
        try {
            if (before.refCnt() == 1 && before.writableBytes() >= received.readableBytes()) {
                before.writeBytes(received);
                return;
            }
            int size = before.readableBytes() + received.readableBytes();
            ByteBuf longer = context.alloc().buffer(Math.max(size, 2 * before.readableBytes()));
            longer.writeBytes(before).writeBytes(received);
            bytes = longer;
            before.release();
        } finally {
            received.release();
        }
    }

    /** Takes the next head; null while it is not complete. What can be no head comes as a request whose decoding failed. */
    @Nullable
    HttpRequest nextHead(ChannelHandlerContext context) throws Exception {
        ByteBuf in = bytes;
        if (in == null) {
            return null;
        }
        while (in.readableBytes() >= 2
                && emptyLines < MOST_EMPTY_LINES
                && in.getShort(in.readerIndex()) == ('\r' << 8 | '\n')) {
            in.skipBytes(2);
            emptyLines++;
        }
        if (releasedIfRead()) {
            return null;
        }
        int length = scanner.scan(in);
        if (length == 0) {
            return null;
        }
        MalformedMessageException failure = scanner.failure();
        if (failure != null) {
            ignoreRest();
            HttpRequest unread = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
            unread.setDecoderResult(DecoderResult.failure(failure));
            return unread;
        }
        HttpRequest request = decoder.decode(context, in.readSlice(length));
        scanner.reset();
        emptyLines = 0;
        releasedIfRead();
        return request;
    }

    /** What was received, to read a body from; null when there is nothing. Call {@link #releasedIfRead} after that. */
    @Nullable
    ByteBuf bytes() {
        return bytes;
    }

    /** Lets go of the buffer if all of it was read. */
    boolean releasedIfRead() {
        if (bytes != null && !bytes.isReadable()) {
            bytes.release();
            bytes = null;
        }
        return bytes == null;
    }

    boolean isEmpty() {
        return bytes == null;
    }

    /** Drops what was received, and what will be. */
    void ignoreRest() {
        ignoring = true;
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
        held.release();
    }

    /** Whether something was or would be dropped. */
    boolean isIgnoring() {
        return ignoring;
    }

    /** Reserves the memory of what waits, which is at most about twice as long; false when that is not to be had. */
    boolean hold(ChannelHandlerContext context) {
        ByteBuf in = bytes;
        if (in == null) {
            held.release();
            return true;
        }
        if (in.capacity() > 2 * in.readableBytes() + 512) {
            ByteBuf shorter = context.alloc().buffer(in.readableBytes()).writeBytes(in);
            bytes = shorter;
            in.release();
            return held.hold(shorter.capacity());
        }
        return held.hold(in.capacity());
    }
}
