package dev.capstan.adapter.mcp.internal.content;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.adapter.mcp.internal.text.BodyEncoder;
import dev.capstan.adapter.mcp.internal.text.JsonTextEscaper;
import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** The parts of a {@code CallToolResult}. The only place that writes them. */
public final class ToolResult {
    private static final byte[] BEGIN = "\"content\":[".getBytes(US_ASCII);
    private static final byte[] NEXT = ",".getBytes(US_ASCII);
    private static final byte[] END = "]".getBytes(US_ASCII);
    private static final byte[] END_OF_ERROR = "],\"isError\":true".getBytes(US_ASCII);
    private static final byte[] STRUCTURED = "],\"structuredContent\":".getBytes(US_ASCII);

    private ToolResult() {}

    /** Answers with a result that says what went wrong. */
    public static void error(Responder responder, String failure) {
        ByteBuf out = responder.begin(failure.length() + 64, Freshness.UNSAID);
        error(failure, out);
        responder.send(out);
    }

    /** Answers with a text. */
    public static void text(Responder responder, String text) {
        ByteBuf out = responder.begin(text.length() + 64, Freshness.UNSAID);
        begin(ContentKind.text(), out);
        JsonTextEscaper.write(text, out);
        end(ContentKind.text(), null, out);
        responder.send(out);
    }

    /**
     * Answers with the bytes of an upstream, which are released.
     *
     * @param failureText says what went wrong where they cannot be written
     * @param limit the most bytes of the content; the rest is left out
     */
    public static void whole(
            Responder responder, ContentKind kind, ByteBuf bytes, FailureText failureText, long limit) {
        try {
            int size = bytes.readableBytes();
            ByteBuf out = responder.begin(size + (size >> 1) + 128, Freshness.UNSAID);
            int before = out.writerIndex();
            begin(kind, out);
            BodyEncoder encoder = kind.encoder(out);
            boolean isValid = new LimitedContent(encoder, limit).write(bytes, out);
            boolean isCut = bytes.isReadable();
            if (isValid && (isCut || encoder.finish())) {
                end(kind, isCut ? failureText.leftOut(limit) : null, out);
            } else {
                out.writerIndex(before);
                error(failureText.notUtf8(), out);
            }
            responder.send(out);
        } finally {
            bytes.release();
        }
    }

    /**
     * Answers with the bytes of an upstream as they come.
     *
     * @param failureText says what went wrong on the way
     * @param status the upstream's
     * @param limit the most bytes of the content; the rest is left out
     */
    public static void stream(
            Responder responder, ContentKind kind, Body.Stream bytes, FailureText failureText, int status, long limit) {
        ByteBuf head = responder.begin(1024, Freshness.UNSAID);
        begin(kind, head);
        responder.send(new Body.Stream(-1, new EncodedStream(bytes.bytes(), head, kind, failureText, status, limit)));
    }

    /** Writes the beginning of a result, up to the inside of its content. */
    static void begin(ContentKind kind, ByteBuf out) {
        out.writeBytes(BEGIN);
        kind.begin(out);
    }

    /**
     * Ends what {@link #begin} began.
     *
     * @param failure what went wrong on the way, told in a text of its own; null when nothing did
     */
    static void end(ContentKind kind, @Nullable String failure, ByteBuf out) {
        kind.end(out);
        if (failure == null) {
            out.writeBytes(END);
        } else {
            out.writeBytes(NEXT);
            writeText(failure, out);
            out.writeBytes(END_OF_ERROR);
        }
    }

    private static void error(String failure, ByteBuf out) {
        out.writeBytes(BEGIN);
        writeText(failure, out);
        out.writeBytes(END_OF_ERROR);
    }

    private static void writeText(String text, ByteBuf out) {
        ContentKind.text().begin(out);
        JsonTextEscaper.write(text, out);
        ContentKind.text().end(out);
    }

    /**
     * Answers with a JSON value.
     *
     * @param json the value, as its text; UTF-8
     * @param structured the object that the client gets as one, too; null for none
     */
    public static void json(Responder responder, byte[] json, byte @Nullable [] structured) {
        json(responder, json, structured, null);
    }

    /**
     * As {@link #json(Responder, byte[], byte[])}, with a text behind it.
     *
     * @param note null for none
     */
    public static void json(Responder responder, byte[] json, byte @Nullable [] structured, @Nullable String note) {
        ByteBuf out = responder.begin(2 * json.length + 128, Freshness.UNSAID);
        begin(ContentKind.text(), out);
        ByteBuf text = Unpooled.wrappedBuffer(json);
        new JsonTextEscaper(out).write(text);
        ContentKind.text().end(out);
        if (note != null) {
            out.writeBytes(NEXT);
            writeText(note, out);
        }
        if (structured != null) {
            out.writeBytes(STRUCTURED).writeBytes(structured);
        } else {
            out.writeBytes(END);
        }
        responder.send(out);
    }
}
