package dev.capstan.adapter.mcp.internal.prompts;

import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;
import dev.capstan.document.syntax.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** {@code prompts/get}: a prompt with the values of its arguments. */
public final class GetPromptMethod implements McpMethod {
    private final PromptCatalog catalog;
    private final long longest;

    /**
     * The method.
     *
     * @param longest the most characters that a prompt may become
     */
    public GetPromptMethod(PromptCatalog catalog, long longest) {
        this.catalog = catalog;
        this.longest = longest;
    }

    @Override
    public String name() {
        return "prompts/get";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        String wanted = null;
        Map<String, String> given = new LinkedHashMap<>();
        for (String name = params.next(); name != null; name = params.next()) {
            switch (name) {
                case "name" -> wanted = params.subject(name);
                case "arguments" -> readArguments(params.value(), given);
                default -> params.skip();
            }
        }
        if (wanted == null) {
            throw wrong("params.name is missing: the name of the prompt");
        }
        ServedPrompt prompt = catalog.named(wanted);
        if (prompt == null) {
            String nearest = NearestName.among(wanted, catalog.names());
            throw wrong("there is no prompt " + shortened(wanted)
                    + (nearest == null ? "" : "; did you mean " + nearest + "?"));
        }
        List<String> values = values(prompt, given);
        long length = prompt.messages().stream()
                .mapToLong(message -> message.text().length(values))
                .sum();
        if (length > longest) {
            throw wrong("the prompt would be longer than " + longest + " characters");
        }
        return new PromptCall(prompt, values, length);
    }

    private static JsonRpcException wrong(String message) {
        return new JsonRpcException(JsonRpcError.invalidParams(message));
    }

    private static String shortened(String name) {
        return name.length() <= 128 ? name : name.substring(0, 128) + "…";
    }

    private static void readArguments(JsonParser parser, Map<String, String> given) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("params.arguments must be an object");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            String value = text(name, parser.nextToken(), parser);
            if (value != null && given.put(name, value) != null) {
                throw wrong("the argument " + shortened(name) + " is given twice");
            }
        }
    }

    private static @Nullable String text(String name, JsonToken token, JsonParser parser) {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!token.isScalarValue()) {
            throw wrong("the argument " + shortened(name) + " must be a text");
        }
        return parser.getString();
    }

    private static List<String> values(ServedPrompt prompt, Map<String, String> given) {
        List<String> names = prompt.arguments();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                String nearest = NearestName.among(name, names);
                throw wrong("the prompt " + prompt.name() + " has no argument " + shortened(name)
                        + (nearest == null ? "" : "; did you mean " + nearest + "?"));
            }
        }
        List<String> values = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String value = given.get(names.get(i));
            if (value == null && prompt.requires(i)) {
                missing.add(names.get(i));
            }
            values.add(value == null ? "" : value);
        }
        if (!missing.isEmpty()) {
            throw wrong("the prompt " + prompt.name() + " needs " + String.join(", ", missing));
        }
        return values;
    }
}
