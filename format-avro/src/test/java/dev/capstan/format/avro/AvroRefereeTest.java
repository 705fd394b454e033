package dev.capstan.format.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Avro's own library writes values of made-up schemas; what is read must be what was written. */
class AvroRefereeTest {
    private static final int SCHEMAS = 300;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random = new Random(7);
    private int names;

    @Test
    void whatWasWrittenIsRead(@TempDir Path folder) throws IOException, PayloadException {
        for (int i = 0; i < SCHEMAS; i++) {
            names = 0;
            Schema schema = schema(0, true);
            Path file = Files.writeString(folder.resolve(i + ".avsc"), schema.toString(true));
            var decoder = new AvroFormat()
                    .decoder(new PayloadFormatContext(file.toString(), List.of(folder), PayloadLimits.DEFAULT));
            for (int k = 0; k < 5; k++) {
                Object value = value(schema);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                // Blocks of arrays and maps with their sizes, and without.
                BinaryEncoder encoder = k % 2 == 0
                        ? EncoderFactory.get().binaryEncoder(out, null)
                        : new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
                new GenericDatumWriter<>(schema).write(value, encoder);
                encoder.flush();
                if (out.size() == 0) {
                    continue;
                }
                assertThat(decoder.decode(Unpooled.wrappedBuffer(out.toByteArray()), null)
                                .value())
                        .as(schema::toString)
                        .isEqualTo(json(schema, value));
            }
        }
    }

    private Schema schema(int depth, boolean union) {
        int kind = random.nextInt(depth > 3 ? 8 : union ? 14 : 13);
        return switch (kind) {
            case 0 -> Schema.create(Schema.Type.BOOLEAN);
            case 1 -> Schema.create(Schema.Type.INT);
            case 2 -> Schema.create(Schema.Type.LONG);
            case 3 -> Schema.create(Schema.Type.FLOAT);
            case 4 -> Schema.create(Schema.Type.DOUBLE);
            case 5 -> Schema.create(Schema.Type.BYTES);
            case 6 -> Schema.create(Schema.Type.STRING);
            case 7 -> Schema.create(Schema.Type.NULL);
            case 8 -> Schema.createFixed("F" + names++, null, "a.b", random.nextInt(4));
            case 9 -> Schema.createEnum("E" + names++, null, random.nextBoolean() ? "c" : null, List.of("A", "B", "C"));
            case 10 -> Schema.createArray(schema(depth + 1, true));
            case 11 -> Schema.createMap(schema(depth + 1, true));
            case 12 -> {
                List<Schema.Field> fields = new ArrayList<>();
                String name = "R" + names++;
                for (int i = random.nextInt(5); i > 0; i--) {
                    fields.add(new Schema.Field("f" + i, schema(depth + 1, true)));
                }
                yield Schema.createRecord(name, null, random.nextBoolean() ? "d.e" : null, false, fields);
            }
            default -> {
                Map<String, Schema> branches = new LinkedHashMap<>();
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    Schema branch = schema(depth + 1, false);
                    branches.putIfAbsent(branch.getFullName(), branch);
                }
                yield Schema.createUnion(List.copyOf(branches.values()));
            }
        };
    }

    private Object value(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextGaussian();
            case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(5)));
            case STRING -> List.of("", "x", "é\uD83D\uDE00x").get(random.nextInt(3));
            case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(random.nextInt(3)));
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(schema.getElementType()));
                }
                yield items;
            }
            case MAP -> {
                Map<String, Object> values = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    values.put("k" + i, value(schema.getValueType()));
                }
                yield values;
            }
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                for (Schema.Field field : schema.getFields()) {
                    record.put(field.pos(), value(field.schema()));
                }
                yield record;
            }
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static JsonNode json(Schema schema, Object value) {
        return switch (schema.getType()) {
            case NULL -> NODES.nullNode();
            case BOOLEAN -> NODES.booleanNode((boolean) value);
            case INT -> NODES.numberNode((int) value);
            case LONG -> NODES.numberNode((long) value);
            case FLOAT -> NODES.numberNode((float) value);
            case DOUBLE -> NODES.numberNode((double) value);
            case BYTES -> NODES.stringNode(Base64.getEncoder().encodeToString(((ByteBuffer) value).array()));
            case STRING, ENUM -> NODES.stringNode(value.toString());
            case FIXED -> NODES.stringNode(Base64.getEncoder().encodeToString(((GenericFixed) value).bytes()));
            case ARRAY -> {
                ArrayNode items = NODES.arrayNode();
                ((List<?>) value).forEach(item -> items.add(json(schema.getElementType(), item)));
                yield items;
            }
            case MAP -> {
                ObjectNode values = NODES.objectNode();
                ((Map<?, ?>) value)
                        .forEach((name, item) -> values.set((String) name, json(schema.getValueType(), item)));
                yield values;
            }
            case RECORD -> {
                ObjectNode fields = NODES.objectNode();
                for (Schema.Field field : schema.getFields()) {
                    fields.set(field.name(), json(field.schema(), ((IndexedRecord) value).get(field.pos())));
                }
                yield fields;
            }
            case UNION -> json(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
        };
    }
}
