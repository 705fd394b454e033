package dev.capstan.document.yaml;

import dev.capstan.document.diagnostic.SourceRange;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A scalar: its text as written (after unquoting and unescaping) and its type by YAML 1.2's core schema. */
public final class YamlScalar extends YamlNode {
    /** The type of a scalar by the core schema. */
    public enum Kind {
        /** Text, quoted or not. */
        STRING,
        /** A whole number. */
        INTEGER,
        /** A number with a fraction or an exponent, infinity, or no number. */
        FLOAT,
        /** True or false. */
        BOOLEAN,
        /** No value. */
        NULL
    }

    private final String text;
    private final Kind kind;
    private final boolean quoted;

    /** A scalar at that place. */
    public YamlScalar(String file, SourceRange range, String text, Kind kind, boolean quoted) {
        super(file, range);
        this.text = text;
        this.kind = kind;
        this.quoted = quoted;
    }

    /** The text as written, whatever the kind. */
    public String text() {
        return text;
    }

    /** The type of the scalar. */
    public Kind kind() {
        return kind;
    }

    /** Whether the scalar was quoted or a block scalar; such a scalar is always a string. */
    public boolean quoted() {
        return quoted;
    }

    @Override
    public JsonNode toJson() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (kind) {
            case STRING -> nodes.stringNode(text);
            case BOOLEAN -> nodes.booleanNode(text.charAt(0) == 't' || text.charAt(0) == 'T');
            case NULL -> nodes.nullNode();
            case INTEGER -> {
                BigInteger value = CoreSchema.integer(text);
                yield value.bitLength() < 32
                        ? nodes.numberNode(value.intValue())
                        : value.bitLength() < 64 ? nodes.numberNode(value.longValue()) : nodes.numberNode(value);
            }
            case FLOAT ->
                CoreSchema.isFinite(text) ? nodes.numberNode(CoreSchema.floating(text)) : nodes.stringNode(text);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
