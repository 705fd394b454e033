package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.engine.plan.ArgumentSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schemas (2020-12) of a tool's arguments and of its structured result. Each value has one type, each array says what it holds,
 * and nothing is left open: some models' interfaces refuse a whole request for one schema that is otherwise. What is accepted is
 * as wide as {@link ToolArguments} takes it.
 */
final class ToolSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String STRING = "string";

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
        List<String> types = one.jsonTypes();
        String type = types.isEmpty() ? STRING : types.get(0);
        ObjectNode schema = NODES.objectNode().put("type", type);
        if (argument.description() != null) {
            schema.put("description", argument.description());
        }
        if (type.equals("array")) {
            schema.putObject("items").put("type", STRING);
        }
        if (argument.pattern() != null && type.equals(STRING)) {
            schema.put("pattern", argument.pattern().toString());
        }
        if (argument.defaultValue() != null) {
            schema.set("default", argument.defaultValue());
        }
        return schema;
    }

    /**
     * The schema of a reply of that shape; null when it is not known to be an object with certain properties, as a
     * structured result must be. Values that are not found are left out of it, so no property is required.
     */
    static @Nullable ObjectNode ofReply(OutputShape shape) {
        return shape instanceof OutputShape.ObjectShape object
                        && !object.properties().isEmpty()
                ? ofObject(object).put("type", "object")
                : null;
    }

    private static ObjectNode ofObject(OutputShape.ObjectShape shape) {
        ObjectNode schema = NODES.objectNode();
        ObjectNode properties = NODES.objectNode();
        shape.properties().forEach((name, property) -> {
            ObjectNode described = ofProperty(property);
            if (described != null) {
                properties.set(name, described);
            }
        });
        return schema.set("properties", properties);
    }

    /** The schema of a property; null when it may be anything. */
    private static @Nullable ObjectNode ofProperty(OutputShape shape) {
        if (shape instanceof OutputShape.OfExpression shaped) {
            return ofProperty(shaped.shape());
        }
        if (shape instanceof OutputShape.ObjectShape object) {
            return ofObject(object).put("type", "object");
        }
        if (shape instanceof OutputShape.ArrayShape array) {
            ObjectNode schema = NODES.objectNode().put("type", "array");
            // An element may be null, which no single type allows.
            return array.item() instanceof OutputShape.ObjectShape object
                    ? schema.set("items", ofObject(object))
                    : schema;
        }
        return shape instanceof OutputShape.Value value && isScalar(value.type())
                ? NODES.objectNode().put("type", value.type())
                : null;
    }

    private static boolean isScalar(String type) {
        return type.equals("string") || type.equals("number") || type.equals("integer") || type.equals("boolean");
    }
}
