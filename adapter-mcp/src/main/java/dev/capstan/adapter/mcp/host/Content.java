package dev.capstan.adapter.mcp.host;

import java.util.Base64;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A piece of what a tool answers with, or of a prompt's message. Immutable; safe for any thread. */
public final class Content {
    private final ObjectNode json;

    private Content(ObjectNode json) {
        this.json = json;
    }

    private static ObjectNode ofType(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /** A text. */
    public static Content text(String text) {
        return new Content(ofType("text").put("text", text));
    }

    /** An image, such as of type {@code image/png}. */
    public static Content image(byte[] bytes, String mimeType) {
        return binary("image", bytes, mimeType);
    }

    /** A sound, such as of type {@code audio/wav}. */
    public static Content audio(byte[] bytes, String mimeType) {
        return binary("audio", bytes, mimeType);
    }

    private static Content binary(String type, byte[] bytes, String mimeType) {
        return new Content(ofType(type)
                .put("data", Base64.getEncoder().encodeToString(bytes))
                .put("mimeType", mimeType));
    }

    /** What a resource holds, in place of a reference to it. */
    public static Content embedded(ResourceContent resource) {
        ObjectNode content = ofType("resource");
        content.set("resource", resource.json());
        return new Content(content);
    }

    /** As the protocol writes it. */
    public ObjectNode json() {
        return json.deepCopy();
    }
}
