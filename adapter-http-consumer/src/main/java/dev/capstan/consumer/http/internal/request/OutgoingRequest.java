package dev.capstan.consumer.http.internal.request;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request as bytes, kept until its response has been received, so that it can be sent again. On one event loop. */
public final class OutgoingRequest {
    /** Where in the head the parts lie that a redirect or a challenge has to change. */
    record Marks(int targetStart, int targetEnd, int generalStart, int othersStart, int othersEnd) {}

    private final String method;
    private final EncodedBody body;
    private final boolean repeatable;
    private final boolean traced;
    private ByteBuf head;
    private Marks marks;
    private boolean streamTaken;

    /**
     * A request that has not been sent.
     *
     * @param head taken over
     * @param body taken over
     * @param repeatable whether sending it twice has the effect of sending it once (RFC 9110, section 9.2.2)
     * @param traced whether the head says which trace it belongs to
     */
    OutgoingRequest(String method, ByteBuf head, Marks marks, EncodedBody body, boolean repeatable, boolean traced) {
        this.method = method;
        this.head = head;
        this.marks = marks;
        this.body = body;
        this.repeatable = repeatable;
        this.traced = traced;
    }

    /** Upper case, or as the client sent it. */
    public String method() {
        return method;
    }

    /** Whether the response has no body (RFC 9110, section 9.3.2). */
    public boolean isHead() {
        return method.equals("HEAD");
    }

    /** Whether following a redirect cannot do what nobody asked for (RFC 9110, section 9.2.1). */
    public boolean isSafe() {
        return (isHead() || method.equals("GET")) && !body.isPresent();
    }

    /** Whether sending it twice has the effect of sending it once (RFC 9110, section 9.2.2). */
    public boolean isRepeatable() {
        return repeatable;
    }

    /** Whether its head says which trace it belongs to. */
    public boolean isTraced() {
        return traced;
    }

    /** Whether its bytes are all here. */
    public boolean canBeSentAgain() {
        return body.stream() == null;
    }

    /** Its body; owned by the request. */
    public EncodedBody body() {
        return body;
    }

    /**
     * Hands the streamed body over to be read.
     *
     * @throws IllegalStateException when there is none
     */
    public Body.Stream takeStream() {
        Body.Stream stream = body.stream();
        if (stream == null || streamTaken) {
            throw new IllegalStateException("no stream to take");
        }
        streamTaken = true;
        return stream;
    }

    /** The request target: path and query. */
    public String target() {
        return head.toString(marks.targetStart, marks.targetEnd - marks.targetStart, StandardCharsets.US_ASCII);
    }

    /**
     * The head to send.
     *
     * @param lines header lines to send besides, joined by CR LF; null for none
     * @return the caller's to release
     */
    public ByteBuf headToSend(@Nullable String lines, ByteBufAllocator allocator) {
        if (lines == null) {
            return head.readerIndex(0).retain();
        }
        ByteBuf longer = allocator.buffer(head.writerIndex() + lines.length() + 2);
        longer.writeBytes(head, 0, marks.othersStart);
        ByteBufUtil.writeUtf8(longer, lines);
        ByteBufUtil.writeAscii(longer, "\r\n");
        return longer.writeBytes(head, marks.othersStart, head.writerIndex() - marks.othersStart);
    }

    /** Whether not a byte of the head was taken by a socket. */
    public boolean isUntouched() {
        return head.readerIndex() == 0;
    }

    /** Points it elsewhere; to another origin without anything that may be secret. For requests without a body. */
    public void redirect(Origin origin, String target, boolean sameOrigin) {
        ByteBuf redirected = head.alloc().buffer(head.writerIndex());
        ByteBufUtil.writeAscii(redirected, method + " ");
        int targetStart = redirected.writerIndex();
        ByteBufUtil.writeAscii(redirected, target);
        int targetEnd = redirected.writerIndex();
        ByteBufUtil.writeAscii(redirected, " HTTP/1.1\r\nHost: " + origin.hostField() + "\r\n");
        int generalStart = redirected.writerIndex();
        redirected.writeBytes(head, marks.generalStart, marks.othersStart - marks.generalStart);
        int othersStart = redirected.writerIndex();
        if (sameOrigin) {
            redirected.writeBytes(head, marks.othersStart, marks.othersEnd - marks.othersStart);
        }
        int othersEnd = redirected.writerIndex();
        ByteBufUtil.writeAscii(redirected, "\r\n");
        head.release();
        head = redirected;
        marks = new Marks(targetStart, targetEnd, generalStart, othersStart, othersEnd);
    }

    /** Releases what it holds. */
    public void release() {
        head.release();
        if (body.bytes() != null) {
            body.bytes().release();
        }
        if (body.stream() != null && !streamTaken) {
            body.stream().discard();
        }
    }

    /** The head as text, secrets and all. */
    String headText() {
        return head.toString(0, head.writerIndex(), StandardCharsets.UTF_8);
    }
}
