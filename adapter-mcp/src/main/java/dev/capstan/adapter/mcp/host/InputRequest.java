package dev.capstan.adapter.mcp.host;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a handler asks the client for.
 *
 * @param method as the protocol names it
 * @param params as the protocol writes them
 * @param capability what a client has to be able to do
 */
public record InputRequest(String method, ObjectNode params, String capability) {
    /**
     * Something from the person. The answer has {@code action}: {@code accept}, with {@code content} by the schema, {@code decline} or
     * {@code cancel}.
     *
     * @param schema an object of scalar properties
     */
    public static InputRequest elicitation(String message, JsonNode schema) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("message", message);
        params.set("requestedSchema", schema);
        return new InputRequest("elicitation/create", params, "elicitation");
    }

    /** Something from the client's model, to whom that is said. The answer has {@code role} and {@code content}. */
    public static InputRequest sampling(String prompt, int maxTokens) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        ObjectNode message = params.putArray("messages").addObject().put("role", "user");
        message.putObject("content").put("type", "text").put("text", prompt);
        params.put("maxTokens", maxTokens);
        return new InputRequest("sampling/createMessage", params, "sampling");
    }

    /** The folders that the client works in. The answer has {@code roots}. */
    public static InputRequest roots() {
        return new InputRequest("roots/list", JsonNodeFactory.instance.objectNode(), "roots");
    }
}
