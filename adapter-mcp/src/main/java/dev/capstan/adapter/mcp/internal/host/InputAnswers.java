package dev.capstan.adapter.mcp.internal.host;

import dev.capstan.adapter.mcp.host.InputRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Judges what clients answer: what is not what was asked for is asked for again. */
final class InputAnswers {
    private InputAnswers() {}

    /** Whether that is an answer to that request. */
    static boolean fits(InputRequest request, @Nullable JsonNode answer) {
        if (answer == null || !answer.isObject()) {
            return false;
        }
        return switch (request.capability()) {
            case "elicitation" -> fitsForm(request.params().path("requestedSchema"), answer);
            case "sampling" -> answer.has("content");
            case "roots" -> answer.path("roots").isArray();
            default -> true;
        };
    }

    private static boolean fitsForm(JsonNode schema, JsonNode answer) {
        String action = answer.path("action").asString("");
        if (action.equals("decline") || action.equals("cancel")) {
            return true;
        }
        JsonNode content = answer.path("content");
        if (!action.equals("accept") || !content.isObject()) {
            return false;
        }
        for (JsonNode name : schema.path("required")) {
            if (!content.has(name.asString(""))) {
                return false;
            }
        }
        boolean[] fits = {true};
        content.forEachEntry((name, value) -> fits[0] &=
                fitsType(schema.path("properties").path(name).path("type").asString(""), value));
        return fits[0];
    }

    private static boolean fitsType(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "array" -> value.isArray();
            default -> true;
        };
    }
}
