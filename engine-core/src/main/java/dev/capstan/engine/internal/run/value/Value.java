package dev.capstan.engine.internal.run.value;

import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.syntax.XmlText;
import dev.capstan.engine.exchange.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A compiled expression: yields a JSON value from a call's frame, or null for nothing. A frame holds the call's arguments, then
 * one slot for the result of each step. Immutable.
 */
public abstract sealed class Value {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The value in this frame; null when it is absent. */
    public abstract @Nullable JsonNode of(@Nullable JsonNode[] frame);

    /** The value when it depends on no frame, else null. */
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
        public JsonNode of(@Nullable JsonNode[] frame) {
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
        public @Nullable JsonNode of(@Nullable JsonNode[] frame) {
            return null;
        }
    }

    /** An argument, or the result of a step. */
    public static final class OfSlot extends Value {
        private final int index;

        public OfSlot(int index) {
            this.index = index;
        }

        /** Its place in the frame. */
        public int index() {
            return index;
        }

        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] frame) {
            JsonNode value = frame[index];
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
        public @Nullable JsonNode of(@Nullable JsonNode[] frame) {
            for (Value choice : choices) {
                JsonNode value = choice.of(frame);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }
    }

    /** A value, or JSON null. */
    public static final class OrNull extends Value {
        private final Value of;

        public OrNull(Value of) {
            this.of = of;
        }

        @Override
        public JsonNode of(@Nullable JsonNode[] frame) {
            JsonNode value = of.of(frame);
            return value == null ? NODES.nullNode() : value;
        }
    }

    /** What a path finds inside another value. */
    public static final class OfPathInto extends Value {
        private final Value of;
        private final JsonPathExpression path;

        public OfPathInto(Value of, JsonPathExpression path) {
            this.of = of;
            this.path = path;
        }

        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] frame) {
            JsonNode at = of.of(frame);
            return at == null ? null : path.evaluate(at);
        }
    }

    /** Text made from parts. */
    public static final class OfText extends Value {
        private final List<Value> parts;
        private final boolean needsAll;

        /** {@code needsAll} makes the whole absent when one part is; else absent parts are empty. */
        public OfText(List<Value> parts, boolean needsAll) {
            this.parts = parts;
            this.needsAll = needsAll;
        }

        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] frame) {
            StringBuilder text = new StringBuilder();
            for (Value part : parts) {
                JsonNode value = part.of(frame);
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

    /** A value as text that can add no markup to XML. */
    public static final class OfXmlText extends Value {
        private final Value of;

        public OfXmlText(Value of) {
            this.of = of;
        }

        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] frame) {
            JsonNode value = of.of(frame);
            return value == null ? null : NODES.stringNode(XmlText.escape(text(value)));
        }
    }

    /** An object of computed members. */
    public static final class OfObject extends Value {
        private final List<Map.Entry<String, Value>> members;

        public OfObject(List<Map.Entry<String, Value>> members) {
            this.members = members;
        }

        @Override
        public JsonNode of(@Nullable JsonNode[] frame) {
            ObjectNode object = NODES.objectNode();
            for (Map.Entry<String, Value> member : members) {
                JsonNode value = member.getValue().of(frame);
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
        public JsonNode of(@Nullable JsonNode[] frame) {
            ArrayNode array = NODES.arrayNode();
            for (Value item : items) {
                JsonNode value = item.of(frame);
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
        public JsonNode of(@Nullable JsonNode[] frame) {
            StringBuilder text = new StringBuilder();
            for (Part part : parts) {
                if (part.literal != null) {
                    text.append(part.literal);
                    continue;
                }
                JsonNode value = part.value.of(frame);
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

    /** A JSONPath over several values by name. */
    public static final class OfPathOver extends Value {
        private final JsonPathExpression path;
        private final List<Map.Entry<String, Value>> scope;

        public OfPathOver(JsonPathExpression path, List<Map.Entry<String, Value>> scope) {
            this.path = path;
            this.scope = scope;
        }

        @Override
        public @Nullable JsonNode of(@Nullable JsonNode[] frame) {
            ObjectNode root = NODES.objectNode();
            for (Map.Entry<String, Value> entry : scope) {
                JsonNode value = entry.getValue().of(frame);
                if (value != null) {
                    root.set(entry.getKey(), value);
                }
            }
            return path.evaluate(root);
        }
    }

    /** How a value reads inside text: strings as they are, everything else as JSON. */
    public static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : Json.write(value);
    }
}
