package dev.capstan.adapter.mcp.host;

import java.util.Base64;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a resource holds. Immutable; safe for any thread. */
public final class ResourceContent {
    private final ObjectNode json;

    private ResourceContent(ObjectNode json) {
        this.json = json;
    }

    /** A text. */
    public static ResourceContent text(String uri, String mimeType, String text) {
        return new ResourceContent(begin(uri, mimeType).put("text", text));
    }

    /** Bytes. */
    public static ResourceContent blob(String uri, String mimeType, byte[] bytes) {
        return new ResourceContent(
                begin(uri, mimeType).put("blob", Base64.getEncoder().encodeToString(bytes)));
    }

    private static ObjectNode begin(String uri, String mimeType) {
        return JsonNodeFactory.instance.objectNode().put("uri", uri).put("mimeType", mimeType);
    }

    /** As the protocol writes it. */
    public ObjectNode json() {
        return json.deepCopy();
    }
}
