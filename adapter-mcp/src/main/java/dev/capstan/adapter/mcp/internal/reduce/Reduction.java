package dev.capstan.adapter.mcp.internal.reduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.document.tokens.TokenEstimate;
import dev.capstan.engine.exchange.Json;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is done to the answers of one call before a model gets them.
 *
 * @param selection null where all of them is wanted
 * @param maxTokens the most tokens of a result; 0 where there is no limit
 * @param maxBytes the most bytes of a result
 */
public record Reduction(@Nullable Selection selection, long maxTokens, long maxBytes) {
    /** What the sentence takes that says what was left out. */
    private static final int TOKENS_OF_NOTE = 80;

    private static final int MOST_TRIES = 8;
    private static final Reduced TOO_LONG = new Reduced(null, new byte[0], List.of());

    /**
     * A result that was made smaller, or not.
     *
     * @param value null where it is too long to be written
     * @param leftOut what was left out, in words; empty where nothing was
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Reduced(@Nullable JsonNode value, byte[] json, List<String> leftOut) {}

    /** Whether an answer has to be looked at: nothing is selected, and so few bytes are no more tokens than may be. */
    public boolean leavesAlone(long bytes) {
        return selection == null && (maxTokens == 0 || (bytes >= 0 && bytes <= maxTokens));
    }

    /** Makes a value smaller that a mapping made, of which nothing can be selected. */
    public Reduced ofShaped(JsonNode value) {
        byte[] json = written(value);
        return json == null ? TOO_LONG : cutTo(value, json);
    }

    /**
     * Makes an answer smaller.
     *
     * @throws Selection.InvalidSelectionException when what is selected takes too long to find
     */
    public Reduced of(JsonNode answer) throws Selection.InvalidSelectionException {
        JsonNode value = selection == null ? answer : selection.from(answer);
        byte[] json = written(value);
        return json == null ? TOO_LONG : cutTo(value, json);
    }

    private Reduced cutTo(JsonNode value, byte[] json) {
        if (maxTokens == 0 || json.length <= maxTokens) {
            return new Reduced(value, json, List.of());
        }
        long tokens = TokenEstimate.of(new String(json, UTF_8));
        return tokens <= maxTokens ? new Reduced(value, json, List.of()) : cut(value, json, tokens);
    }

    private Reduced cut(JsonNode value, byte[] json, long tokens) {
        long wanted = room();
        double room = (double) json.length * wanted / tokens;
        JsonCut.Cut cut = JsonCut.to(value, (long) room);
        byte[] text = Json.writeBytes(cut.value());
        // Some parts of a text have more tokens for their length than others.
        for (int i = 0; i < MOST_TRIES && TokenEstimate.of(new String(text, UTF_8)) > wanted; i++) {
            room *= 0.8;
            cut = JsonCut.to(value, (long) room);
            text = Json.writeBytes(cut.value());
        }
        return new Reduced(cut.value(), text, cut.notes());
    }

    private long room() {
        return Math.max(maxTokens - TOKENS_OF_NOTE, maxTokens / 2);
    }

    /** The beginning of a text that is no JSON; null where all of it may stay. */
    public @Nullable String cut(String text) {
        if (maxTokens == 0 || text.length() <= maxTokens) {
            return null;
        }
        long tokens = TokenEstimate.of(text);
        if (tokens <= maxTokens) {
            return null;
        }
        long wanted = room();
        int end = (int) ((double) text.length() * wanted / tokens);
        while (end > 0 && TokenEstimate.of(text.substring(0, end)) > wanted) {
            end = (int) (end * 0.8);
        }
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private byte @Nullable [] written(JsonNode value) {
        Bounded out = new Bounded(maxBytes);
        try {
            Json.write(value, out);
            return out.toByteArray();
        } catch (LimitException e) {
            return null;
        }
    }

    /** Takes so many bytes: what is selected can be many times the answer. */
    private static final class Bounded extends ByteArrayOutputStream {
        private final long most;

        Bounded(long most) {
            this.most = most;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (size() + (long) length > most) {
                throw new LimitException();
            }
            super.write(bytes, offset, length);
        }
    }

    private static final class LimitException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LimitException() {
            super("the limit of a result is passed", null, false, false);
        }
    }
}
