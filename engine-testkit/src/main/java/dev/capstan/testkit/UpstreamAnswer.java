package dev.capstan.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a {@link RecordingUpstream} does with a request. */
public sealed interface UpstreamAnswer {

    /**
     * A proper answer.
     *
     * @param headers Content-Length is added, unless they hold it or Transfer-Encoding
     * @param gate the answer waits for it; null sends at once
     */
    record Whole(
            int status,
            List<Map.Entry<String, String>> headers,
            byte[] body,
            @Nullable CompletionStage<?> gate) implements UpstreamAnswer {

        /** The same with one more field. */
        public Whole header(String name, String value) {
            List<Map.Entry<String, String>> more = new ArrayList<>(headers);
            more.add(Map.entry(name, value));
            return new Whole(status, List.copyOf(more), body, gate);
        }

        /** The same, sent once that has completed. */
        public Whole after(CompletionStage<?> opened) {
            return new Whole(status, headers, body, opened);
        }
    }

    /**
     * A chunked answer in pieces.
     *
     * @param pieces each flushed by itself
     * @param gate the pieces after the first wait for it; null sends all at once
     */
    record Pieces(
            int status,
            String contentType,
            List<byte[]> pieces,
            @Nullable CompletionStage<?> gate) implements UpstreamAnswer {}

    /** These bytes instead of HTTP, and, if asked, the connection's end. */
    record Raw(byte[] bytes, boolean thenClose) implements UpstreamAnswer {}

    /** A head that promises more, these bytes of the body, and a connection reset. */
    record ResetMidBody(byte[] begun) implements UpstreamAnswer {}

    /** The connection's end without a byte. */
    record Hangup() implements UpstreamAnswer {}

    /** Nothing, ever. */
    record Never() implements UpstreamAnswer {}

    /** An answer of that status and JSON text. */
    static Whole json(int status, String body) {
        return text(status, "application/json", body);
    }

    /** An answer of that status, type and text. */
    static Whole text(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer of that status, type and bytes. */
    static Whole bytes(int status, String contentType, byte[] body) {
        return new Whole(status, List.of(Map.entry("Content-Type", contentType)), body, null);
    }

    /** An answer without a body. */
    static Whole empty(int status) {
        return new Whole(status, List.of(), new byte[0], null);
    }

    /** Raw text, sent as ISO-8859-1, and the connection's end. */
    static Raw raw(String text) {
        return new Raw(text.getBytes(StandardCharsets.ISO_8859_1), true);
    }

    /** Begins a body and resets the connection. */
    static ResetMidBody resetMidBody(String begun) {
        return new ResetMidBody(begun.getBytes(StandardCharsets.UTF_8));
    }

    /** Never answers. */
    static Never never() {
        return new Never();
    }

    /** Hangs up. */
    static Hangup hangup() {
        return new Hangup();
    }
}
