package dev.capstan.format.protobuf.internal.read;

import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.format.protobuf.internal.schema.EnumType;
import dev.capstan.format.protobuf.internal.schema.ProtoType;
import dev.capstan.format.protobuf.internal.schema.ScalarType;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads values that are no messages. */
final class ScalarReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ScalarReader() {}

    /** How values of a type, which is no message, stand on the wire when they are not packed. */
    static int wireType(ProtoType type) {
        if (!(type instanceof ScalarType scalar)) {
            return WireInput.VARINT;
        }
        return switch (scalar) {
            case DOUBLE, FIXED64, SFIXED64 -> WireInput.FIXED_64;
            case FLOAT, FIXED32, SFIXED32 -> WireInput.FIXED_32;
            case STRING, BYTES -> WireInput.LENGTH_DELIMITED;
            default -> WireInput.VARINT;
        };
    }

    /** Takes a value of a type that is no message. */
    static JsonNode read(ProtoType type, WireInput input) throws PayloadException {
        if (type instanceof EnumType names) {
            int number = (int) input.takeVarint();
            String name = names.name(number);
            return name == null ? NODES.numberNode(number) : NODES.stringNode(name);
        }
        return switch ((ScalarType) type) {
            case DOUBLE -> number(Double.longBitsToDouble(input.takeFixed64()));
            case FLOAT -> number(Float.intBitsToFloat(input.takeFixed32()));
            case INT32 -> NODES.numberNode((int) input.takeVarint());
            case INT64 -> NODES.numberNode(input.takeVarint());
            case UINT32 -> NODES.numberNode(input.takeVarint() & 0xFFFF_FFFFL);
            case UINT64 -> unsigned(input.takeVarint());
            case SINT32 -> {
                int zigzag = (int) input.takeVarint();
                yield NODES.numberNode(zigzag >>> 1 ^ -(zigzag & 1));
            }
            case SINT64 -> {
                long zigzag = input.takeVarint();
                yield NODES.numberNode(zigzag >>> 1 ^ -(zigzag & 1));
            }
            case FIXED32 -> NODES.numberNode(input.takeFixed32() & 0xFFFF_FFFFL);
            case FIXED64 -> unsigned(input.takeFixed64());
            case SFIXED32 -> NODES.numberNode(input.takeFixed32());
            case SFIXED64 -> NODES.numberNode(input.takeFixed64());
            case BOOL -> NODES.booleanNode(input.takeVarint() != 0);
            case STRING -> NODES.stringNode(input.takeText());
            case BYTES -> NODES.stringNode(input.takeBase64());
        };
    }

    /** The key of a map where the wire has none. */
    static String absentKey(ScalarType type) {
        return switch (type) {
            case STRING -> "";
            case BOOL -> "false";
            default -> "0";
        };
    }

    /** The value of a map's entry, which is never absent, where the wire has none. */
    static JsonNode absentValue(ProtoType type) {
        if (type instanceof EnumType names) {
            String name = names.name(0);
            return name == null ? NODES.numberNode(0) : NODES.stringNode(name);
        }
        return switch ((ScalarType) type) {
            case STRING, BYTES -> NODES.stringNode("");
            case BOOL -> NODES.booleanNode(false);
            case DOUBLE -> NODES.numberNode(0.0);
            case FLOAT -> NODES.numberNode(0.0f);
            default -> NODES.numberNode(0);
        };
    }

    private static JsonNode unsigned(long value) {
        return value >= 0 ? NODES.numberNode(value) : NODES.numberNode(new BigInteger(Long.toUnsignedString(value)));
    }

    /** JSON has no number for what is not finite; it becomes a text. */
    private static JsonNode number(double value) {
        return Double.isFinite(value) ? NODES.numberNode(value) : NODES.stringNode(Double.toString(value));
    }

    private static JsonNode number(float value) {
        return Float.isFinite(value) ? NODES.numberNode(value) : NODES.stringNode(Float.toString(value));
    }
}
