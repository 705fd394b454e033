package dev.capstan.adapter.mcp.internal.tools;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A structured result without the members that were not found: a schema gives each of them one type, and null is another. The text of
 * the result has them all.
 */
final class FoundMembers {
    private FoundMembers() {}

    /** Whether a member of an object is null, at any depth. */
    static boolean isAnyMissing(JsonNode value) {
        for (JsonNode child : value) {
            if ((child.isNull() && value.isObject()) || isAnyMissing(child)) {
                return true;
            }
        }
        return false;
    }

    /** The value without them. */
    static JsonNode of(JsonNode value) {
        if (value.isObject()) {
            ObjectNode found = JsonNodeFactory.instance.objectNode();
            value.forEachEntry((name, member) -> {
                if (!member.isNull()) {
                    found.set(name, of(member));
                }
            });
            return found;
        }
        if (value.isArray()) {
            ArrayNode found = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> found.add(of(element)));
            return found;
        }
        return value;
    }
}
