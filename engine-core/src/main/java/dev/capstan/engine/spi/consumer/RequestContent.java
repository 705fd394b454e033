package dev.capstan.engine.spi.consumer;

import dev.capstan.engine.exchange.Body;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a request's body is made from. */
public sealed interface RequestContent {
    /** No body. */
    record None() implements RequestContent {
        /** The one instance. */
        public static final None INSTANCE = new None();
    }

    /** A JSON value. */
    record Json(JsonNode value, String mediaType) implements RequestContent {}

    /** Text, sent as UTF-8. */
    record Text(String text, String mediaType) implements RequestContent {}

    /** Pairs in order, sent as application/x-www-form-urlencoded. */
    record Form(List<Field> fields) implements RequestContent {}

    /** A pair of a form. */
    record Field(String name, String value) {}

    /** Parts in order, sent as multipart/form-data (RFC 7578). */
    record Multipart(List<Part> parts) implements RequestContent {}

    /**
     * A part of a multipart body.
     *
     * @param filename null for a plain field
     * @param contentType null leaves it out
     */
    record Part(
            String name,
            String value,
            @Nullable String filename,
            @Nullable String contentType) {}

    /**
     * Bytes as the caller sent them.
     *
     * @param bytes owned by the request
     * @param mediaType their Content-Type; null leaves it out
     */
    record Identity(Body bytes, @Nullable String mediaType) implements RequestContent {}
}
