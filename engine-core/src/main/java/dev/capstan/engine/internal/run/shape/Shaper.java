package dev.capstan.engine.internal.run.shape;

import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.syntax.StepBudget;
import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.internal.run.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A compiled output shape: makes a reply from a decoded answer. Immutable. */
public abstract sealed class Shaper {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * The reply, or a part of it.
     *
     * @param answer what paths are evaluated on; JSON null for a mock
     * @param frame the call's
     * @param shaping what is shared with the shapers of the other parts
     * @return JSON null where nothing was found
     * @throws dev.capstan.document.syntax.BoundedJsonPath.TooCostlyException when evaluating paths takes too many steps
     */
    public abstract JsonNode shape(JsonNode answer, @Nullable JsonNode[] frame, Shaping shaping);

    /** Is told of values that became null because their type was another than declared. */
    public interface Losses {
        /** A value was lost. */
        void lost(OfValue where);
    }

    /**
     * What the shapers of one reply share.
     *
     * @param losses is told of each value that could not be converted to its declared type
     * @param budget of all paths together: how often they are evaluated is the answer's doing
     */
    public record Shaping(Losses losses, StepBudget budget) {}

    /** A single value. */
    public static final class OfValue extends Shaper {
        private final String type;
        private final @Nullable JsonPathExpression path;
        private final @Nullable Value value;
        private final String place;
        private final boolean isSingleValueList;

        /**
         * A shaper.
         *
         * @param place where the document declares it, for messages
         * @param isSingleValueList whether a value that is no array becomes an array of it
         */
        public OfValue(
                String type,
                @Nullable JsonPathExpression path,
                @Nullable Value value,
                String place,
                boolean isSingleValueList) {
            this.type = type;
            this.path = path;
            this.value = value;
            this.place = place;
            this.isSingleValueList = isSingleValueList;
        }

        /** The declared type. */
        public String type() {
            return type;
        }

        /** Where the document declares it. */
        public String place() {
            return place;
        }

        @Override
        public JsonNode shape(JsonNode answer, @Nullable JsonNode[] frame, Shaping shaping) {
            JsonNode found =
                    value != null ? value.of(frame) : path == null ? answer : path.evaluate(answer, shaping.budget());
            if (found == null || found.isNull()) {
                return NODES.nullNode();
            }
            JsonNode converted = converted(found);
            if (converted == null) {
                shaping.losses().lost(this);
                return NODES.nullNode();
            }
            return converted;
        }

        private @Nullable JsonNode converted(JsonNode found) {
            return switch (type) {
                case "string" ->
                    found.isString() ? found : found.isValueNode() ? NODES.stringNode(Json.write(found)) : null;
                case "number" -> found.isNumber() ? found : found.isString() ? number(found.stringValue()) : null;
                case "array" ->
                    isSingleValueList && !found.isArray() ? NODES.arrayNode().add(found) : found;
                case "boolean" -> found.isBoolean() ? found : found.isString() ? truth(found.stringValue()) : null;
                default -> found;
            };
        }

        private static @Nullable JsonNode number(String text) {
            if (text.isEmpty() || text.length() > 100) {
                return null;
            }
            try {
                BigDecimal number = new BigDecimal(text);
                return number.scale() == 0 && number.precision() < 19
                        ? NODES.numberNode(number.longValueExact())
                        : Math.abs(number.scale()) > 400 ? null : NODES.numberNode(number);
            } catch (NumberFormatException e) {
                return null;
            }
        }

        private static @Nullable JsonNode truth(String text) {
            return text.equals("true")
                    ? NODES.booleanNode(true)
                    : text.equals("false") ? NODES.booleanNode(false) : null;
        }
    }

    /** An object. */
    public static final class OfObject extends Shaper {
        private final @Nullable JsonPathExpression path;
        private final List<Map.Entry<String, Shaper>> properties;

        public OfObject(@Nullable JsonPathExpression path, List<Map.Entry<String, Shaper>> properties) {
            this.path = path;
            this.properties = properties;
        }

        @Override
        public JsonNode shape(JsonNode answer, @Nullable JsonNode[] frame, Shaping shaping) {
            JsonNode base = path == null ? answer : path.evaluate(answer, shaping.budget());
            if (base == null) {
                return NODES.nullNode();
            }
            ObjectNode object = NODES.objectNode();
            for (Map.Entry<String, Shaper> property : properties) {
                object.set(property.getKey(), property.getValue().shape(base, frame, shaping));
            }
            return object;
        }
    }

    /** An array. */
    public static final class OfArray extends Shaper {
        private final @Nullable JsonPathExpression path;
        private final Shaper item;
        private final boolean isSingleValueList;

        /** {@code isSingleValueList} takes a value that is no array as an array of it. */
        public OfArray(@Nullable JsonPathExpression path, Shaper item, boolean isSingleValueList) {
            this.path = path;
            this.item = item;
            this.isSingleValueList = isSingleValueList;
        }

        @Override
        public JsonNode shape(JsonNode answer, @Nullable JsonNode[] frame, Shaping shaping) {
            JsonNode base = path == null ? answer : path.evaluate(answer, shaping.budget());
            if (base == null || base.isNull() || !base.isArray() && !isSingleValueList) {
                return NODES.nullNode();
            }
            if (!base.isArray()) {
                return NODES.arrayNode().add(item.shape(base, frame, shaping));
            }
            ArrayNode array = NODES.arrayNode(base.size());
            for (JsonNode element : base) {
                array.add(item.shape(element, frame, shaping));
            }
            return array;
        }
    }

    /** What is made of a value instead of the answer. */
    public static final class OfExpression extends Shaper {
        private final Value value;
        private final Shaper shaper;

        public OfExpression(Value value, Shaper shaper) {
            this.value = value;
            this.shaper = shaper;
        }

        @Override
        public JsonNode shape(JsonNode answer, @Nullable JsonNode[] frame, Shaping shaping) {
            JsonNode base = value.of(frame);
            return base == null || base.isNull() ? NODES.nullNode() : shaper.shape(base, frame, shaping);
        }
    }

    /** The first that is not null. */
    public static final class FirstOf extends Shaper {
        private final List<Shaper> shapers;

        public FirstOf(List<Shaper> shapers) {
            this.shapers = shapers;
        }

        @Override
        public JsonNode shape(JsonNode answer, @Nullable JsonNode[] frame, Shaping shaping) {
            for (Shaper shaper : shapers) {
                JsonNode shaped = shaper.shape(answer, frame, shaping);
                if (!shaped.isNull()) {
                    return shaped;
                }
            }
            return NODES.nullNode();
        }
    }

    /** An element that may be an object with a field, or that field's value itself. */
    public static final class ScalarOrObject extends Shaper {
        private final Shaper scalar;
        private final Shaper object;

        public ScalarOrObject(Shaper scalar, Shaper object) {
            this.scalar = scalar;
            this.object = object;
        }

        @Override
        public JsonNode shape(JsonNode answer, @Nullable JsonNode[] frame, Shaping shaping) {
            return (answer.isObject() ? object : scalar).shape(answer, frame, shaping);
        }
    }
}
