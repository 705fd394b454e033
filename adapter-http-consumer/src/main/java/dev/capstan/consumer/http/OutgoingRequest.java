package dev.capstan.consumer.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as bytes, kept until its answer has come, so that it can be sent again. On one event loop. */
final class OutgoingRequest {
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    /** Where in the head the parts lie that a redirect or a challenge has to change. */
    record Marks(int targetStart, int targetEnd, int generalStart, int othersStart, int othersEnd) {}

    private final String method;
    private final EncodedBody body;
    private ByteBuf head;
    private Marks marks;
    private boolean streamTaken;

    /** Takes over head and body. */
    OutgoingRequest(String method, ByteBuf head, Marks marks, EncodedBody body) {
        this.method = method;
        this.head = head;
        this.marks = marks;
        this.body = body;
    }

    String method() {
        return method;
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Whether following a redirect cannot do what nobody asked for (RFC 9110, section 9.2.1). */
    boolean isSafe() {
        return (isHead() || method.equals("GET")) && !body.isPresent();
    }

    /** Whether sending it twice has the effect of sending it once (RFC 9110, section 9.2.2). */
    boolean isIdempotent() {
        return IDEMPOTENT.contains(method);
    }

    /** Whether its bytes are all here. */
    boolean canBeSentAgain() {
        return body.stream() == null;
    }

    EncodedBody body() {
        return body;
    }

    /** The stream is read by someone now, and no longer let go of here. */
    void takeStream() {
        streamTaken = true;
    }

    /** The request target: path and query. */
    String target() {
        return head.toString(marks.targetStart, marks.targetEnd - marks.targetStart, StandardCharsets.US_ASCII);
    }

    /** The head to write, with one more line if there is one; the caller's to release. */
    ByteBuf headToWrite(@Nullable String line, ByteBufAllocator allocator) {
        if (line == null) {
            return head.readerIndex(0).retain();
        }
        ByteBuf longer = allocator.buffer(head.writerIndex() + line.length() + 2);
        longer.writeBytes(head, 0, marks.othersStart);
        ByteBufUtil.writeUtf8(longer, line);
        ByteBufUtil.writeAscii(longer, "\r\n");
        return longer.writeBytes(head, marks.othersStart, head.writerIndex() - marks.othersStart);
    }

    /** Whether not a byte of the head was taken by a socket. */
    boolean isUntouched() {
        return head.readerIndex() == 0;
    }

    /** Points it elsewhere; to another origin without anything that may be secret. For requests without a body. */
    void redirect(Origin origin, String target, boolean sameOrigin) {
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

    void release() {
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
