package dev.capstan.script.internal.run;

import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes the values of a result, counts their bytes and levels while it is copied, and remembers where the copying is, for messages.
 * Used by one thread.
 */
public final class ResultBuilder {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ScriptLimits limits;
    private Object[] path = new Object[8];
    private int depth;
    private long bytes;

    /** For one result. */
    public ResultBuilder(ScriptLimits limits) {
        this.limits = limits;
    }

    /**
     * Begins an object or array. Every begun one is ended, unless the copying fails.
     *
     * @throws ScriptException when it is one level too deep
     */
    public void begin() throws ScriptException {
        if (depth >= limits.resultDepth()) {
            throw limit("the result has more than " + limits.resultDepth() + " levels of objects and arrays");
        }
        if (depth == path.length) {
            path = Arrays.copyOf(path, depth * 2);
        }
        path[depth++] = "";
        count(2);
    }

    /** Whether the next object or array would be one level too deep. */
    public boolean isFull() {
        return depth >= limits.resultDepth();
    }

    /** Ends the object or array that was begun last. */
    public void end() {
        depth--;
    }

    /** Goes to that member of the object that was begun last. */
    public void member(String name) throws ScriptException {
        path[depth - 1] = name;
        count(textBytes(name) + 2);
    }

    /** Goes to that element of the array that was begun last. */
    public void element(long index) throws ScriptException {
        path[depth - 1] = index;
        count(1);
    }

    /** JSON null. */
    public JsonNode nothing() throws ScriptException {
        count(4);
        return NODES.nullNode();
    }

    /** A boolean. */
    public JsonNode bool(boolean value) throws ScriptException {
        count(value ? 4 : 5);
        return NODES.booleanNode(value);
    }

    /** A text. */
    public JsonNode text(String value) throws ScriptException {
        count(textBytes(value));
        return NODES.stringNode(value);
    }

    /** An integer. */
    public JsonNode integer(long value) throws ScriptException {
        count(Long.toString(value).length());
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    /** An integer of any size. */
    public JsonNode integer(BigInteger value) throws ScriptException {
        if (value.bitLength() < Long.SIZE) {
            return integer(value.longValue());
        }
        count(value.bitLength() * 3L / 10);
        return NODES.numberNode(value);
    }

    /** A floating-point number. */
    public JsonNode number(double value) throws ScriptException {
        if (!Double.isFinite(value)) {
            throw notJson("is " + (Double.isNaN(value) ? "not a number (NaN)" : "infinite"));
        }
        count(Double.toString(value).length());
        return NODES.numberNode(value);
    }

    /** A decimal. */
    public JsonNode number(BigDecimal value) throws ScriptException {
        count(value.precision());
        return NODES.numberNode(value);
    }

    /** What fails a result that is not JSON: {@code is a function}, said of the place where the copying is. */
    public ScriptException notJson(String fault) {
        return new ScriptException(
                ScriptException.Reason.FAILED, "the result is not JSON: " + place() + " " + fault, 0);
    }

    private String place() {
        StringBuilder place = new StringBuilder("result");
        for (int level = 0; level < depth && place.length() < 200; level++) {
            if (path[level] instanceof Long index) {
                place.append('[').append(index.longValue()).append(']');
            } else if (!"".equals(path[level])) {
                String name = String.valueOf(path[level]);
                place.append('.').append(name, 0, Math.min(name.length(), 60));
            }
        }
        return place.toString();
    }

    private void count(long more) throws ScriptException {
        bytes += more;
        if (bytes > limits.resultBytes()) {
            throw limit("the result is larger than " + limits.resultBytes() + " bytes");
        }
    }

    private static ScriptException limit(String message) {
        return new ScriptException(ScriptException.Reason.LIMIT, message, 0);
    }

    /** As JSON writes it: in UTF-8, between quotes, with escapes. */
    private static long textBytes(String text) {
        long bytes = 2;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter < 0x20) {
                bytes += letter == '\n' || letter == '\t' || letter == '\r' || letter == '\b' || letter == '\f' ? 2 : 6;
            } else if (letter < 0x80) {
                bytes += letter == '"' || letter == '\\' ? 2 : 1;
            } else {
                // A pair of surrogates is four bytes together.
                bytes += letter < 0x800 || Character.isSurrogate(letter) ? 2 : 3;
            }
        }
        return bytes;
    }
}
