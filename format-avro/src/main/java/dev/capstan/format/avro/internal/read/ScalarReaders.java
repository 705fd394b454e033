package dev.capstan.format.avro.internal.read;

import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.format.avro.internal.schema.AvroType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The readers of types without parts. */
final class ScalarReaders {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Reads one value that is no object and no array. */
    private interface Scalar {
        JsonNode read(AvroInput input) throws PayloadException;
    }

    private ScalarReaders() {}

    private static ValueReader counted(Scalar scalar) {
        return (input, depth) -> {
            input.addValue();
            return scalar.read(input);
        };
    }

    /** Of a type of the writer as a type of the reader; null when the one does not become the other. */
    static @Nullable ValueReader of(AvroType.Primitive writer, AvroType.Primitive reader) {
        return switch (writer) {
            case NULL -> reader == writer ? counted(input -> NODES.nullNode()) : null;
            case BOOLEAN -> reader == writer ? counted(input -> NODES.booleanNode(input.takeBoolean())) : null;
            case INT -> ofInteger(AvroInput::takeInt, reader, AvroType.Primitive.INT);
            case LONG -> ofInteger(AvroInput::takeLong, reader, AvroType.Primitive.LONG);
            case FLOAT ->
                switch (reader) {
                    case FLOAT -> counted(input -> number(input.takeFloat()));
                    case DOUBLE -> counted(input -> number((double) input.takeFloat()));
                    default -> null;
                };
            case DOUBLE -> reader == writer ? counted(input -> number(input.takeDouble())) : null;
            case BYTES ->
                switch (reader) {
                    case BYTES -> counted(input -> NODES.stringNode(input.takeBase64(input.takeLong())));
                    case STRING -> counted(input -> NODES.stringNode(input.takeText(input.takeLong())));
                    default -> null;
                };
            case STRING ->
                switch (reader) {
                    case STRING -> counted(input -> NODES.stringNode(input.takeText(input.takeLong())));
                    case BYTES ->
                        counted(input -> NODES.stringNode(Base64.getEncoder()
                                .encodeToString(input.takeText(input.takeLong()).getBytes(StandardCharsets.UTF_8))));
                    default -> null;
                };
        };
    }

    private interface WholeNumber {
        long take(AvroInput input) throws PayloadException;
    }

    private static @Nullable ValueReader ofInteger(
            WholeNumber integer, AvroType.Primitive reader, AvroType.Primitive narrowest) {
        if (reader.compareTo(narrowest) < 0) {
            return null;
        }
        return switch (reader) {
            case INT -> counted(input -> NODES.numberNode((int) integer.take(input)));
            case LONG -> counted(input -> NODES.numberNode(integer.take(input)));
            case FLOAT -> counted(input -> number((float) integer.take(input)));
            case DOUBLE -> counted(input -> number((double) integer.take(input)));
            default -> null;
        };
    }

    /** JSON has no number for what is not finite; it becomes a text. */
    private static JsonNode number(float value) {
        return Float.isFinite(value) ? NODES.numberNode(value) : NODES.stringNode(Float.toString(value));
    }

    private static JsonNode number(double value) {
        return Double.isFinite(value) ? NODES.numberNode(value) : NODES.stringNode(Double.toString(value));
    }

    static ValueReader ofFixed(int size) {
        return counted(input -> NODES.stringNode(input.takeBase64(size)));
    }

    /** Of symbols of the writer; the reader's fallback stands for those that it does not know. */
    static ValueReader ofEnumeration(AvroType.EnumType writer, AvroType.EnumType reader) {
        @Nullable String[] symbols = new @Nullable String[writer.symbols().size()];
        for (int i = 0; i < symbols.length; i++) {
            String symbol = writer.symbols().get(i);
            symbols[i] = reader.symbols().contains(symbol) ? symbol : reader.fallback();
        }
        return counted(input -> {
            int index = input.takeInt();
            if (index < 0 || index >= symbols.length) {
                throw AvroInput.malformed("an enum has no such symbol");
            }
            String symbol = symbols[index];
            if (symbol == null) {
                throw AvroInput.malformed("outputSchema does not know the symbol of an enum");
            }
            return NODES.stringNode(symbol);
        });
    }
}
