package dev.capstan.run.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The sandbox's answer.
 *
 * @param body null for none
 * @param location of what was created; null when nothing was
 */
record SandboxReply(
        int status, @Nullable JsonNode body, @Nullable String location) {

    static SandboxReply of(int status, JsonNode body) {
        return new SandboxReply(status, body, null);
    }

    static SandboxReply created(ResourcePath where, JsonNode body) {
        return new SandboxReply(201, body, where.toString());
    }

    static SandboxReply noContent() {
        return new SandboxReply(204, null, null);
    }

    static SandboxReply problem(int status, String message) {
        return of(
                status,
                JsonNodeFactory.instance.objectNode().put("status", status).put("message", "sandbox: " + message));
    }
}
