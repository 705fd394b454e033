package dev.capstan.adapter.mcp.internal.host;

import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters of a request that a handler answers.
 *
 * @param subject the name or the URI of what is wanted
 * @param state what was sealed in an earlier round; null in the first
 */
record HostParams(
        String subject,
        ObjectNode arguments,
        Map<String, JsonNode> responses,
        @Nullable String state) {
    /**
     * Reads them.
     *
     * @param member what names the subject
     */
    static HostParams read(ParamsReader params, String member) {
        String subject = null;
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        Map<String, JsonNode> responses = new LinkedHashMap<>();
        String state = null;
        for (String name = params.next(); name != null; name = params.next()) {
            if (name.equals(member)) {
                subject = params.subject(name);
            } else if (name.equals("arguments")) {
                arguments = object(params.value(), name);
            } else if (name.equals("inputResponses")) {
                object(params.value(), name).forEachEntry(responses::put);
            } else if (name.equals("requestState")) {
                state = params.string(name);
            } else {
                params.skip();
            }
        }
        if (subject == null) {
            throw new JsonRpcException(JsonRpcError.invalidParams("params." + member + " is missing"));
        }
        return new HostParams(subject, arguments, responses, state);
    }

    private static ObjectNode object(JsonParser value, String name) {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (value.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonRpcException(JsonRpcError.invalidParams("params." + name + " must be an object"));
        }
        JsonNode node = value.readValueAsTree();
        return (ObjectNode) node;
    }
}
