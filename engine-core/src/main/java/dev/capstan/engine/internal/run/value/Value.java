package dev.capstan.engine.internal.run.value;

import dev.capstan.document.syntax.JsonPathExpression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A compiled expression: yields a JSON value from a call's arguments, or null for nothing. Immutable. */
public abstract sealed class Value {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The value for these arguments; null when it is absent. */
    public abstract @Nullable JsonNode of(@Nullable JsonNode[] arguments);

    /** The value when it does not depend on arguments, else null. */
    public @Nullable JsonNode constant() {
        return null;
    }

    /** Known at load. */
    public static final class Constant extends Value {
        private final JsonNode value;

        public Constant(JsonNode value) {
            this.value = value;
        }

        @Override
        public JsonNode of(@Nullable JsonNode[] arguments) {
            return value;
        }

        @Override
        public JsonNode constant() {
            return value;
        }
    }

    /** Nothing. */
    public static final class Nothing extends Value {
        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] arguments) {
            return null;
        }
    }

    /** An argument. */
    public static final class OfArgument extends Value {
        private final int index;

        public OfArgument(int index) {
            this.index = index;
        }

        /** Its place among the arguments. */
        public int index() {
            return index;
        }

        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] arguments) {
            JsonNode value = arguments[index];
            return value == null || value.isNull() ? null : value;
        }
    }

    /** The first value that is there. */
    public static final class OfFirst extends Value {
        private final List<Value> choices;

        public OfFirst(List<Value> choices) {
            this.choices = choices;
        }

        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] arguments) {
            for (Value choice : choices) {
                JsonNode value = choice.of(arguments);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }
    }

    /** A field inside another value. */
    public static final class OfField extends Value {
        private final Value of;
        private final List<String> names;

        public OfField(Value of, List<String> names) {
            this.of = of;
            this.names = names;
        }

        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] arguments) {
            JsonNode at = of.of(arguments);
            for (int i = 0; i < names.size() && at != null; i++) {
                at = at.get(names.get(i));
            }
            return at == null || at.isNull() ? null : at;
        }
    }

    /** Text made from parts. */
    public static final class OfText extends Value {
        private final List<Value> parts;
        private final boolean needsAll;

        public OfText(List<Value> parts, boolean needsAll) {
            this.parts = parts;
            this.needsAll = needsAll;
        }

        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] arguments) {
            StringBuilder text = new StringBuilder();
            for (Value part : parts) {
                JsonNode value = part.of(arguments);
                if (value == null) {
                    if (needsAll) {
                        return null;
                    }
                } else {
                    text.append(text(value));
                }
            }
            return NODES.stringNode(text.toString());
        }
    }

    /** An object of computed members. */
    public static final class OfObject extends Value {
        private final List<Map.Entry<String, Value>> members;

        public OfObject(List<Map.Entry<String, Value>> members) {
            this.members = members;
        }

        @Override
        public JsonNode of(@Nullable JsonNode[] arguments) {
            ObjectNode object = NODES.objectNode();
            for (Map.Entry<String, Value> member : members) {
                JsonNode value = member.getValue().of(arguments);
                if (value != null) {
                    object.set(member.getKey(), value);
                }
            }
            return object;
        }
    }

    /** An array of computed items. */
    public static final class OfArray extends Value {
        private final List<Value> items;

        public OfArray(List<Value> items) {
            this.items = items;
        }

        @Override
        public JsonNode of(@Nullable JsonNode[] arguments) {
            ArrayNode array = NODES.arrayNode();
            for (Value item : items) {
                JsonNode value = item.of(arguments);
                if (value != null) {
                    array.add(value);
                }
            }
            return array;
        }
    }

    /** JSON written as text: values are escaped inside quotes and written as JSON outside. */
    public static final class OfJsonText extends Value {
        /** A literal, or a value and whether it stands in quotes. */
        public record Part(@Nullable String literal, Value value, boolean quoted) {}

        private final List<Part> parts;

        public OfJsonText(List<Part> parts) {
            this.parts = parts;
        }

        @Override
        public JsonNode of(@Nullable JsonNode[] arguments) {
            StringBuilder text = new StringBuilder();
            for (Part part : parts) {
                if (part.literal != null) {
                    text.append(part.literal);
                    continue;
                }
                JsonNode value = part.value.of(arguments);
                if (!part.quoted) {
                    text.append(value == null ? "null" : Json.write(value));
                } else if (value != null) {
                    String quoted = Json.write(NODES.stringNode(text(value)));
                    text.append(quoted, 1, quoted.length() - 1);
                }
            }
            return NODES.stringNode(text.toString());
        }
    }

    /** A JSONPath over arguments by name. */
    public static final class OfPath extends Value {
        private final JsonPathExpression path;
        private final Map<String, Integer> scope;

        public OfPath(JsonPathExpression path, Map<String, Integer> scope) {
            this.path = path;
            this.scope = scope;
        }

        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] arguments) {
            ObjectNode root = NODES.objectNode();
            scope.forEach((name, index) -> {
                JsonNode value = arguments[index];
                if (value != null) {
                    root.set(name, value);
                }
            });
            return path.evaluate(root);
        }
    }

    /** How a value reads inside text: strings as they are, everything else as JSON. */
    public static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : Json.write(value);
    }
}
