package dev.capstan.run.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to the sandbox.
 *
 * @param path with the segments decoded
 * @param rawTarget as sent
 * @param contentType null when there is none
 */
record SandboxRequest(
        String method,
        ResourcePath path,
        String rawTarget,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        @Nullable String contentType) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The body as JSON; text that is none is kept beside its type; an empty object when there is no body. */
    JsonNode content() {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            ObjectNode text = JsonNodeFactory.instance.objectNode();
            if (contentType != null) {
                text.put("contentType", contentType);
            }
            return text.put("text", new String(body, StandardCharsets.UTF_8));
        }
    }
}
