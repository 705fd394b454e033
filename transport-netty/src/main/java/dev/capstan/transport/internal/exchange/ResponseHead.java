package dev.capstan.transport.internal.exchange;

import dev.capstan.http.head.HeaderText;
import dev.capstan.http.head.HopByHopFields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/** Writes the head of a reply (RFC 9112, section 4) straight into a buffer. */
final class ResponseHead {
    private static final byte[] OK = bytes("HTTP/1.1 200 OK\r\n");
    private static final byte[] CONTENT_LENGTH = bytes("content-length: ");
    private static final byte[] CHUNKED = bytes("transfer-encoding: chunked\r\n");
    private static final byte[] CLOSE = bytes("connection: close\r\n");
    private static final byte[] KEEP_ALIVE = bytes("connection: keep-alive\r\n");
    private static final int NEW_LINE = '\r' << 8 | '\n';

    private ResponseHead() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static void status(ByteBuf head, int status) {
        if (status == 200) {
            head.writeBytes(OK);
            return;
        }
        ByteBufUtil.writeAscii(
                head,
                "HTTP/1.1 " + status + " " + HttpResponseStatus.valueOf(status).reasonPhrase() + "\r\n");
    }

    /** Writes a field, or refuses it: with control characters in it, it could end the head. */
    static void field(ByteBuf head, CharSequence name, CharSequence value) {
        check(name, value);
        ByteBufUtil.writeAscii(head, name);
        head.writeShort(':' << 8 | ' ');
        ByteBufUtil.writeAscii(head, value);
        head.writeShort(NEW_LINE);
    }

    /** Refuses what is no field that a handler can set. */
    static void check(CharSequence name, CharSequence value) {
        if (!HeaderText.isToken(name)) {
            throw new IllegalArgumentException("not a header field's name: " + name);
        }
        if (isOfTransport(name)) {
            throw new IllegalArgumentException("a field that handlers do not set: " + name);
        }
        if (!HeaderText.isValue(value)) {
            throw new IllegalArgumentException("a character that header fields cannot carry, in " + name);
        }
    }

    private static boolean isOfTransport(CharSequence name) {
        return HopByHopFields.contains(name) || same(name, "date") || same(name, "content-length");
    }

    private static boolean same(CharSequence name, String other) {
        return AsciiString.contentEqualsIgnoreCase(name, other);
    }

    static void contentLength(ByteBuf head, long length) {
        head.writeBytes(CONTENT_LENGTH);
        writeNumber(head, length, 10);
        head.writeShort(NEW_LINE);
    }

    static void chunked(ByteBuf head) {
        head.writeBytes(CHUNKED);
    }

    static void connection(ByteBuf head, boolean close) {
        head.writeBytes(close ? CLOSE : KEEP_ALIVE);
    }

    static void end(ByteBuf head, byte[] dateLine) {
        head.writeBytes(dateLine);
        head.writeShort(NEW_LINE);
    }

    /** Writes a chunk's first line (RFC 9112, section 7.1). */
    static void chunkSize(ByteBuf out, int size) {
        writeNumber(out, size, 16);
        out.writeShort(NEW_LINE);
    }

    private static void writeNumber(ByteBuf out, long number, int radix) {
        if (number >= radix) {
            writeNumber(out, number / radix, radix);
        }
        int digit = (int) (number % radix);
        out.writeByte(digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
}
