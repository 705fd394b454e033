package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The parts of a {@code CallToolResult} with text content. The only place that writes them. */
final class ToolResult {
    private static final byte[] BEGIN = "{\"content\":[{\"type\":\"text\",\"text\":\"".getBytes(US_ASCII);
    private static final byte[] NEXT = "\"},{\"type\":\"text\",\"text\":\"".getBytes(US_ASCII);
    private static final byte[] END = "\"}]}".getBytes(US_ASCII);
    private static final byte[] END_OF_ERROR = "\"}],\"isError\":true}".getBytes(US_ASCII);
    private static final byte[] STRUCTURED = "\"}],\"structuredContent\":".getBytes(US_ASCII);

    /** How many bytes stand around a text. */
    static final int SIZE_AROUND_TEXT = BEGIN.length + END.length;

    private ToolResult() {}

    /** Begins a result, up to the inside of its text. */
    static void beginText(ByteBuf out) {
        out.writeBytes(BEGIN);
    }

    /**
     * Ends what {@link #beginText} began.
     *
     * @param failure what went wrong on the way, told in a text of its own; null when nothing did
     */
    static void endText(ByteBuf out, @Nullable String failure) {
        if (failure == null) {
            out.writeBytes(END);
        } else {
            out.writeBytes(NEXT);
            JsonTextEscaper.write(failure, out);
            out.writeBytes(END_OF_ERROR);
        }
    }

    /** A whole result that says what went wrong. */
    static void error(String failure, ByteBuf out) {
        out.writeBytes(BEGIN);
        JsonTextEscaper.write(failure, out);
        out.writeBytes(END_OF_ERROR);
    }

    /**
     * A whole result that is a JSON value.
     *
     * @param json the value, as its text; UTF-8
     * @param structured whether it is an object that the client gets as one, too
     */
    static void json(ByteBuf json, boolean structured, ByteBuf out) {
        out.writeBytes(BEGIN);
        new JsonTextEscaper(out).write(json);
        if (structured) {
            out.writeBytes(STRUCTURED)
                    .writeBytes(json, json.readerIndex(), json.readableBytes())
                    .writeByte('}');
        } else {
            out.writeBytes(END);
        }
    }
}
