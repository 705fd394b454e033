package dev.capstan.adapter.mcp;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks over the members of a request's {@code params}, in one pass over the message's bytes. Members that have to wait
 * for a later one are read from their place afterwards.
 */
final class ParamsReader {
    private final JsonMapper mapper;
    private final byte[] message;
    private final int begin;
    private final @Nullable JsonParser parser;

    /**
     * @param message the message's bytes
     * @param begin where in the message the parser began
     * @param parser at the object's first brace, left at its last one; null when the request has no parameters
     */
    ParamsReader(JsonMapper mapper, byte[] message, int begin, @Nullable JsonParser parser) {
        this.mapper = mapper;
        this.message = message;
        this.begin = begin;
        this.parser = parser;
    }

    /** Goes on to the next member's value, and returns its name; null at the end. The value before must have been read. */
    @Nullable
    String next() {
        if (parser == null) {
            return null;
        }
        String name = parser.nextName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    /** At the member's value. */
    JsonParser value() {
        if (parser == null) {
            throw new IllegalStateException("no parameters");
        }
        return parser;
    }

    /** Reads a member that is a string. */
    String string(String name) {
        JsonParser value = value();
        if (value.currentToken() != JsonToken.VALUE_STRING) {
            throw new JsonRpcException(JsonRpcError.invalidParams("params." + name + " must be a string"));
        }
        return value.getString();
    }

    /** Reads over the member's value. */
    void skip() {
        value().skipChildren();
    }

    /** Reads over the member's value, and returns its place for {@link #at}. */
    int skipForLater() {
        int place = begin + (int) value().currentTokenLocation().getByteOffset();
        skip();
        return place;
    }

    /** A parser at the value that stands at that place. */
    JsonParser at(int place) {
        JsonParser later = mapper.createParser(message, place, message.length - place);
        later.nextToken();
        return later;
    }
}
