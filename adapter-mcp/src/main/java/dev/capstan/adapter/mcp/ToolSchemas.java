package dev.capstan.adapter.mcp;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.engine.plan.ArgumentSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schemas (2020-12) of a tool's arguments and of its structured result. */
final class ToolSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ToolSchemas() {}

    /** The schema of the arguments: just those, and what {@link ToolArguments} checks of them. */
    static ObjectNode ofArguments(List<ArgumentSchema> schemas) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        for (ArgumentSchema one : schemas) {
            properties.set(one.name(), ofArgument(one));
            if (one.isRequired()) {
                required.add(one.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode ofArgument(ArgumentSchema one) {
        Argument argument = one.argument();
        ObjectNode schema = NODES.objectNode();
        putTypes(schema, one.jsonTypes());
        if (argument.description() != null) {
            schema.put("description", argument.description());
        }
        if (one.jsonTypes().contains("array")) {
            // Some models' interfaces refuse an array that does not say what its items are.
            schema.putObject("items");
        }
        if (argument.pattern() != null) {
            schema.put("pattern", argument.pattern().pattern());
        }
        if (argument.defaultValue() != null) {
            schema.set("default", argument.defaultValue());
        }
        return schema;
    }

    private static void putTypes(ObjectNode schema, List<String> types) {
        if (types.size() == 1) {
            schema.put("type", types.get(0));
        } else if (!types.isEmpty()) {
            ArrayNode all = schema.putArray("type");
            types.forEach(all::add);
        }
    }

    /**
     * The schema of a reply of that shape; null when it is not known to be an object with certain properties, as a
     * structured result must be. Values that are not found are null, so every property may be.
     */
    static @Nullable ObjectNode ofReply(OutputShape shape) {
        return shape instanceof OutputShape.ObjectShape object
                        && !object.properties().isEmpty()
                ? ofObject(object, List.of("object"))
                : null;
    }

    private static ObjectNode ofObject(OutputShape.ObjectShape shape, List<String> types) {
        ObjectNode schema = NODES.objectNode();
        putTypes(schema, types);
        ObjectNode properties = schema.putObject("properties");
        for (Map.Entry<String, OutputShape> property : shape.properties().entrySet()) {
            properties.set(property.getKey(), ofProperty(property.getValue()));
        }
        return schema;
    }

    private static ObjectNode ofProperty(OutputShape shape) {
        if (shape instanceof OutputShape.ObjectShape object) {
            return ofObject(object, List.of("object", "null"));
        }
        ObjectNode schema = NODES.objectNode();
        if (shape instanceof OutputShape.ArrayShape array) {
            putTypes(schema, List.of("array", "null"));
            schema.set("items", ofProperty(array.item()));
        } else if (shape instanceof OutputShape.Value value && isScalar(value.type())) {
            putTypes(schema, List.of(value.type(), "null"));
        }
        return schema;
    }

    private static boolean isScalar(String type) {
        return type.equals("string") || type.equals("number") || type.equals("integer") || type.equals("boolean");
    }
}
