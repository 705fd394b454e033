package dev.capstan.engine.internal.run.call;

import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.internal.run.value.Value;
import dev.capstan.engine.spi.consumer.RequestContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the content of a request's body for one unit. Immutable. */
public abstract sealed class RequestBodyPlan {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    /**
     * The content for a call.
     *
     * @param values the operation's inputs, evaluated
     * @return never null; takes over the call's body only when {@link #forwards()}
     */
    abstract RequestContent content(CallInput call, @Nullable JsonNode[] values);

    /** Whether the caller's body goes upstream as it is. */
    boolean forwards() {
        return false;
    }

    /** No body. */
    public static final class Nothing extends RequestBodyPlan {
        @Override
        RequestContent content(CallInput call, @Nullable JsonNode[] values) {
            return RequestContent.None.INSTANCE;
        }
    }

    /** The caller's own bytes. */
    public static final class Forward extends RequestBodyPlan {
        private final @Nullable String mediaType;

        /** {@code mediaType} is sent when the caller names none. */
        public Forward(@Nullable String mediaType) {
            this.mediaType = mediaType;
        }

        @Override
        RequestContent content(CallInput call, @Nullable JsonNode[] values) {
            if (call.body() instanceof Body.Empty) {
                return RequestContent.None.INSTANCE;
            }
            return new RequestContent.Identity(
                    call.body(), call.contentType() == null ? mediaType : call.contentType());
        }

        @Override
        boolean forwards() {
            return true;
        }
    }

    /** The value of one input. */
    public static final class Whole extends RequestBodyPlan {
        private final int input;
        private final @Nullable String mediaType;
        private final @Nullable String member;

        /**
         * A body that is one input's value.
         *
         * @param mediaType what the document says it is; null when it says nothing
         * @param member see {@link BodyShape.Whole#member()}
         */
        public Whole(OperationInput input, @Nullable String mediaType, @Nullable String member) {
            this.input = input.index();
            this.mediaType = mediaType;
            this.member = member;
        }

        @Override
        RequestContent content(CallInput call, @Nullable JsonNode[] values) {
            JsonNode value = values[input];
            if (value == null) {
                return RequestContent.None.INSTANCE;
            }
            return member == null || isStructure(value)
                    ? of(value, mediaType)
                    : new RequestContent.Json(
                            JsonNodeFactory.instance.objectNode().set(member, value), JSON);
        }

        /** An object, or a text that is the JSON of an object or array: whoever gives one means the whole body. */
        private static boolean isStructure(JsonNode value) {
            if (!value.isString()) {
                return value.isObject();
            }
            String text = value.stringValue().strip();
            return !text.isEmpty() && (text.charAt(0) == '{' || text.charAt(0) == '[') && Json.isJson(text);
        }

        /** A value that is a whole body: a string that is JSON text is sent as that text, any other string as text. */
        static RequestContent of(JsonNode value, @Nullable String mediaType) {
            if (!value.isString()) {
                return new RequestContent.Json(value, mediaType == null ? JSON : mediaType);
            }
            String text = value.stringValue();
            if (mediaType == null || mediaType.equals(JSON)) {
                return new RequestContent.Text(text, Json.isJson(text) ? JSON : TEXT);
            }
            return new RequestContent.Text(text, mediaType);
        }
    }

    /** An object of several inputs. */
    public static final class Members extends RequestBodyPlan {
        private final List<OperationInput> inputs;
        private final boolean evenEmpty;

        /** {@code evenEmpty} sends an empty object when no input is present. */
        public Members(List<OperationInput> inputs, boolean evenEmpty) {
            this.inputs = inputs;
            this.evenEmpty = evenEmpty;
        }

        @Override
        RequestContent content(CallInput call, @Nullable JsonNode[] values) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (OperationInput input : inputs) {
                JsonNode value = values[input.index()];
                if (value != null) {
                    object.set(input.name(), value);
                }
            }
            return object.isEmpty() && !evenEmpty
                    ? RequestContent.None.INSTANCE
                    : new RequestContent.Json(object, JSON);
        }
    }

    /** A template of the document. */
    public static final class Template extends RequestBodyPlan {
        private final BodyShape.TemplateKind kind;
        private final String mediaType;
        private final Value value;

        public Template(BodyShape.TemplateKind kind, String mediaType, Value value) {
            this.kind = kind;
            this.mediaType = mediaType;
            this.value = value;
        }

        @Override
        RequestContent content(CallInput call, @Nullable JsonNode[] values) {
            JsonNode made = value.of(call.frame());
            if (made == null) {
                return RequestContent.None.INSTANCE;
            }
            return switch (kind) {
                case JSON -> new RequestContent.Json(made, mediaType);
                case JSON_TEXT, TEXT -> new RequestContent.Text(Value.text(made), mediaType);
                case FORM -> form(made);
                case FORM_VALUE -> formValue(made, mediaType);
                case MULTIPART -> multipart(made);
            };
        }

        private static RequestContent form(JsonNode pairs) {
            List<RequestContent.Field> fields = new ArrayList<>();
            for (JsonNode pair : pairs) {
                if (pair.size() == 2) {
                    addField(Value.text(pair.get(0)), pair.get(1), fields);
                }
            }
            return new RequestContent.Form(List.copyOf(fields));
        }

        private static RequestContent formValue(JsonNode value, String mediaType) {
            if (!value.isObject()) {
                return new RequestContent.Text(Value.text(value), mediaType);
            }
            List<RequestContent.Field> fields = new ArrayList<>();
            value.properties().forEach(member -> addField(member.getKey(), member.getValue(), fields));
            return new RequestContent.Form(List.copyOf(fields));
        }

        /** An array is one field for each item. */
        private static void addField(String name, JsonNode value, List<RequestContent.Field> fields) {
            if (value.isArray()) {
                value.forEach(item -> fields.add(new RequestContent.Field(name, Value.text(item))));
            } else if (!value.isNull()) {
                fields.add(new RequestContent.Field(name, Value.text(value)));
            }
        }

        private static RequestContent multipart(JsonNode list) {
            List<RequestContent.Part> parts = new ArrayList<>();
            for (JsonNode part : list) {
                String name = text(part, "name");
                String value = text(part, "value");
                if (name != null && value != null) {
                    parts.add(new RequestContent.Part(name, value, text(part, "filename"), text(part, "contentType")));
                }
            }
            return new RequestContent.Multipart(List.copyOf(parts));
        }

        private static @Nullable String text(JsonNode part, String name) {
            JsonNode value = part.get(name);
            return value == null || value.isNull() ? null : Value.text(value);
        }
    }
}
