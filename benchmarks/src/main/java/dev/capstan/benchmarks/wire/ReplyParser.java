package dev.capstan.benchmarks.wire;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the answers of one connection apart, whatever the pieces that they come in. Not for several threads. */
final class ReplyParser {
    private static final int MAXIMUM_LINE = 256 * 1024;

    private enum State {
        STATUS,
        FIELDS,
        BODY,
        BODY_UNTIL_CLOSE,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        FAILED
    }

    private final int keep;
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(0);
    private Map<String, List<String>> fields = Map.of();
    private @Nullable ByteArrayOutputStream body;
    private State state = State.STATUS;
    private int status;
    private long bodyLength;
    private long remaining;
    private String failure = "";

    /**
     * @param keep how many bytes of each body are kept; the others are only counted
     */
    ReplyParser(int keep) {
        this.keep = keep;
    }

    /** Takes all bytes of the buffer. */
    void read(ByteBuf in) {
        while (in.isReadable()) {
            switch (state) {
                case BODY, CHUNK -> {
                    int taken = (int) Math.min(remaining, in.readableBytes());
                    keep(in, taken);
                    remaining -= taken;
                    if (remaining == 0) {
                        bodyPartEnd();
                    }
                }
                case BODY_UNTIL_CLOSE -> keep(in, in.readableBytes());
                case FAILED -> in.skipBytes(in.readableBytes());
                default -> readLine(in);
            }
        }
    }

    /** Takes the end of the connection. */
    void end() {
        if (state == State.BODY_UNTIL_CLOSE) {
            complete();
        }
    }

    /** The next complete answer. */
    @Nullable
    Reply poll() {
        return replies.poll();
    }

    /** What there is of an answer that is not complete, for a connection that has ended or is waited for no longer. */
    Reply unfinished(boolean ended) {
        if (state == State.FAILED) {
            return new Reply(Reply.Outcome.MALFORMED, status, fields, kept(), bodyLength, failure);
        }
        boolean begun = state != State.STATUS || line.size() > 0;
        Reply.Outcome outcome = !ended ? Reply.Outcome.SILENT : begun ? Reply.Outcome.CUT : Reply.Outcome.CLOSED;
        return begun ? new Reply(outcome, status, fields, kept(), bodyLength, "") : Reply.without(outcome, "");
    }

    private void readLine(ByteBuf in) {
        int feed = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        int length = (feed < 0 ? in.writerIndex() : feed) - in.readerIndex();
        if (line.size() + length > MAXIMUM_LINE) {
            fail("a line of more than " + MAXIMUM_LINE + " bytes");
            return;
        }
        byte[] part = new byte[length];
        in.readBytes(part);
        line.writeBytes(part);
        if (feed < 0) {
            return;
        }
        in.skipBytes(1);
        String text = line.toString(StandardCharsets.ISO_8859_1);
        line.reset();
        take(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    private void take(String text) {
        switch (state) {
            case STATUS -> statusLine(text);
            case FIELDS -> {
                if (text.isEmpty()) {
                    headEnd();
                } else {
                    field(text);
                }
            }
            case CHUNK_SIZE -> chunkSize(text);
            case CHUNK_END -> {
                if (text.isEmpty()) {
                    state = State.CHUNK_SIZE;
                } else {
                    fail("a chunk does not end where it says");
                }
            }
            default -> {
                if (text.isEmpty()) {
                    complete();
                }
            }
        }
    }

    private void statusLine(String text) {
        if (!text.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            fail("a status line that begins with \"" + text.substring(0, Math.min(40, text.length())) + "\"");
            return;
        }
        status = Integer.parseInt(text.substring(9, 12));
        fields = new LinkedHashMap<>();
        body = null;
        bodyLength = 0;
        state = State.FIELDS;
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            fail("a field without a name");
            return;
        }
        fields.computeIfAbsent(text.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                .add(text.substring(colon + 1).strip());
    }

    private void headEnd() {
        if (status < 200) {
            state = State.STATUS;
        } else if (status == 204 || status == 304) {
            complete();
        } else if (fields.containsKey("transfer-encoding")) {
            state = State.CHUNK_SIZE;
        } else if (fields.containsKey("content-length")) {
            contentLength(fields.get("content-length").get(0));
        } else {
            state = State.BODY_UNTIL_CLOSE;
        }
    }

    private void contentLength(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            fail("the length " + text);
            return;
        }
        remaining = Long.parseLong(text);
        state = State.BODY;
        if (remaining == 0) {
            complete();
        }
    }

    private void chunkSize(String text) {
        int end = text.indexOf(';');
        String size = (end < 0 ? text : text.substring(0, end)).strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            fail("the chunk size " + size.substring(0, Math.min(40, size.length())));
            return;
        }
        remaining = Long.parseLong(size, 16);
        state = remaining == 0 ? State.TRAILERS : State.CHUNK;
    }

    private void bodyPartEnd() {
        if (state == State.BODY) {
            complete();
        } else {
            state = State.CHUNK_END;
        }
    }

    private void keep(ByteBuf in, int length) {
        int size = body == null ? 0 : body.size();
        int taken = Math.min(length, keep - size);
        if (taken > 0) {
            if (body == null) {
                body = new ByteArrayOutputStream(taken);
            }
            byte[] part = new byte[taken];
            in.readBytes(part);
            body.writeBytes(part);
        }
        in.skipBytes(length - Math.max(0, taken));
        bodyLength += length;
    }

    private byte[] kept() {
        return body == null ? new byte[0] : body.toByteArray();
    }

    private void complete() {
        replies.add(new Reply(Reply.Outcome.COMPLETE, status, fields, kept(), bodyLength, ""));
        state = State.STATUS;
        status = 0;
        fields = Map.of();
        body = null;
        bodyLength = 0;
    }

    private void fail(String why) {
        failure = why;
        state = State.FAILED;
    }
}
