package dev.capstan.run.command;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.CallSite;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.run.option.NamedValue;
import dev.capstan.run.option.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The arguments of a call as people type them, turned into JSON. */
final class CallArguments {
    /** Numbers keep their digits: 1.10 is not 1.1 once it is text again. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CallArguments() {}

    /**
     * Reads them.
     *
     * @param body the whole body, or {@code @} and its file; null when there is none
     */
    static Map<String, Object> read(UnitChoice unit, List<String> written, @Nullable String body) {
        Map<String, Object> values = new LinkedHashMap<>(named(written, name -> type(unit, name)));
        if (body != null) {
            values.put(bodyName(unit), value(content(body), null));
        }
        return values;
    }

    /**
     * Reads those with a name; those of one name are a list.
     *
     * @param types the type of what has that name; null where it is not known
     */
    static Map<String, JsonNode> named(List<String> written, Function<String, @Nullable String> types) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (NamedValue one : NamedValue.all(written, "an argument", "NAME=VALUE")) {
            JsonNode value = value(one.value(), types.apply(one.name()));
            values.merge(one.name(), value, CallArguments::appended);
        }
        return values;
    }

    private static JsonNode appended(JsonNode before, JsonNode value) {
        ArrayNode list = before instanceof ArrayNode array
                ? array
                : JsonNodeFactory.instance.arrayNode().add(before);
        return list.add(value);
    }

    private static JsonNode value(String text, @Nullable String type) {
        if (!"string".equals(type) && looksLikeJson(text)) {
            try {
                return JSON.readTree(text);
            } catch (JacksonException notJson) {
                // Then it is the text it looks like.
            }
        }
        return JsonNodeFactory.instance.stringNode(text);
    }

    private static boolean looksLikeJson(String text) {
        String trimmed = text.strip();
        return !trimmed.isEmpty()
                && ("{[\"-0123456789".indexOf(trimmed.charAt(0)) >= 0
                        || trimmed.equals("true")
                        || trimmed.equals("false")
                        || trimmed.equals("null"));
    }

    private static @Nullable String type(UnitChoice choice, String name) {
        for (Argument argument : choice.unit().arguments()) {
            if (argument.name().equals(name)) {
                boolean path = argument.source() instanceof ArgumentSource.InPath;
                return argument.type() == null && path ? "string" : argument.type();
            }
        }
        return null;
    }

    /** The argument that is, or becomes, the whole body. */
    private static String bodyName(UnitChoice choice) {
        LinkedUnit unit = choice.unit();
        for (Argument argument : unit.arguments()) {
            if (argument.source() instanceof ArgumentSource.WholeBody) {
                return argument.name();
            }
        }
        CallSite site = unit.call();
        if (site != null) {
            for (OperationInput input : site.operation().inputs()) {
                if (input.place() == InputLocation.WHOLE_BODY
                        && site.inputs().get(input.index()) instanceof Expression.ArgumentValue fed) {
                    return unit.arguments().get(fed.index()).name();
                }
            }
        }
        return "body";
    }

    private static String content(String body) {
        if (!body.startsWith("@")) {
            return body;
        }
        Path file = Path.of(body.substring(1));
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw UsageException.of("the body file " + file + " cannot be read: "
                    + (Files.exists(file) ? "it is no UTF-8 text, or not yours to read" : "it does not exist"));
        }
    }
}
