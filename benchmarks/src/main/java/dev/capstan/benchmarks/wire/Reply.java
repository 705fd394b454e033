package dev.capstan.benchmarks.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of waiting for an answer.
 *
 * @param outcome how the waiting ended
 * @param status of the answer; 0 where not even its head came
 * @param fields of the head, by their names in lower case, values in their order
 * @param body what was kept of it, framing taken off; codings such as gzip are left on
 * @param bodyLength the length of all of it, in bytes
 * @param detail what was wrong; empty for a complete answer
 */
public record Reply(
        Outcome outcome, int status, Map<String, List<String>> fields, byte[] body, long bodyLength, String detail) {
    /** How a wait for an answer ended. */
    public enum Outcome {
        /** With a complete answer. */
        COMPLETE,
        /** The connection ended before a byte of the answer. */
        CLOSED,
        /** The connection ended within the answer. */
        CUT,
        /** No complete answer came in time. */
        SILENT,
        /** What came is no HTTP answer. */
        MALFORMED
    }

    static Reply without(Outcome outcome, String detail) {
        return new Reply(outcome, 0, Map.of(), new byte[0], 0, detail);
    }

    /** Whether the answer is complete. */
    public boolean isComplete() {
        return outcome == Outcome.COMPLETE;
    }

    /** Whether the answer is complete and has that status. */
    public boolean is(int wanted) {
        return isComplete() && status == wanted;
    }

    /** The first value of a field. */
    public @Nullable String field(String name) {
        List<String> values = fields.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /** The body as text; characters that are not UTF-8 are replaced. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** One short line for reports. */
    public String summary() {
        if (!isComplete()) {
            String head = status == 0 ? "" : " after the status " + status;
            return switch (outcome) {
                case CLOSED -> "closed without an answer";
                case CUT -> "cut off" + head;
                case SILENT -> "no complete answer in time" + head;
                default -> "not HTTP: " + detail;
            };
        }
        String text = text().strip().replaceAll("\\s+", " ");
        return status + (text.isEmpty() ? "" : " " + (text.length() > 120 ? text.substring(0, 120) + "…" : text));
    }
}
