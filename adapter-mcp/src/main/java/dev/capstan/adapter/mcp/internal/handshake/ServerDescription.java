package dev.capstan.adapter.mcp.internal.handshake;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server says of itself.
 *
 * @param name its name for programs
 * @param title its name for people
 * @param version of the software
 * @param instructions how to use it, for models
 * @param capabilities what it has
 */
public record ServerDescription(
        String name, String title, String version, @Nullable String instructions, ObjectNode capabilities) {
    /** Its name and version, as results show them. */
    public ObjectNode info() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("title", title)
                .put("version", version);
    }
}
