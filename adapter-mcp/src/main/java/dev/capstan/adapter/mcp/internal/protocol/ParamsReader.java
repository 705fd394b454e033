package dev.capstan.adapter.mcp.internal.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks over the members of a request's {@code params}, in one pass over the message's bytes. Members that have to wait
 * for a later one are read from their place afterwards. {@code _meta} is read on the way and not shown.
 */
public final class ParamsReader {
    private static final String META = "_meta";

    private final JsonMapper mapper;
    private final byte[] message;
    private final int begin;
    private final @Nullable JsonParser parser;
    private @Nullable RequestMeta meta;
    private @Nullable String subject;

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
    public @Nullable String next() {
        if (parser == null) {
            return null;
        }
        String name = parser.nextName();
        while (META.equals(name)) {
            parser.nextToken();
            meta = RequestMeta.read(mapper, parser);
            name = parser.nextName();
        }
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    /** At the member's value. */
    public JsonParser value() {
        if (parser == null) {
            throw new IllegalStateException("no parameters");
        }
        return parser;
    }

    /** Reads a member that is a string. */
    public String string(String name) {
        JsonParser value = value();
        if (value.currentToken() != JsonToken.VALUE_STRING) {
            throw new JsonRpcException(JsonRpcError.invalidParams("params." + name + " must be a string"));
        }
        return value.getString();
    }

    /** Reads a member that is the name or the URI of what the request wants. */
    public String subject(String name) {
        if (subject != null) {
            throw new JsonRpcException(JsonRpcError.invalidParams("params." + name + " is given twice"));
        }
        String given = string(name);
        subject = given;
        return given;
    }

    /** Reads over the member's value. */
    public void skip() {
        value().skipChildren();
    }

    /** Reads over all members that are left. */
    public void skipAll() {
        while (next() != null) {
            skip();
        }
    }

    /** Reads over the member's value, and returns its place for {@link #at}. */
    public int skipForLater() {
        int place = begin + (int) value().currentTokenLocation().getByteOffset();
        skip();
        return place;
    }

    /** A parser at the value that stands at that place. */
    public JsonParser at(int place) {
        JsonParser later = mapper.createParser(message, place, message.length - place);
        later.nextToken();
        return later;
    }

    /** A string or an integer as JSON; null when the member is anything else. */
    byte @Nullable [] scalar() {
        return RequestMeta.scalar(mapper, value(), value().currentToken());
    }

    /** What the request says of itself, as far as it has been read; null when that has not come. */
    @Nullable
    RequestMeta meta() {
        return meta;
    }

    /** What the request wants, by name or URI; null when it does not say. */
    @Nullable
    String subject() {
        return subject;
    }
}
