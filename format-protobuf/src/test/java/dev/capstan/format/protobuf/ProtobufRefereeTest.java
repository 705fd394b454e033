package dev.capstan.format.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaLoader;
import com.squareup.wire.schema.internal.SchemaEncoder;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import io.netty.buffer.Unpooled;
import java.math.BigInteger;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Wire reads the {@code .proto} file and Protocol Buffers' own library writes messages of it; what is read by our schema and
 * our reader must be what was written.
 */
class ProtobufRefereeTest {
    private static final int MESSAGES = 300;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String PROTO_3 = """
            syntax = "proto3";
            package fleet.v1;
            option java_package = "x";
            // The first message.
            message Vessel {
              reserved 50 to 60, 70; /* not used */
              reserved "old";
              double d = 1; float f = 2; int32 i32 = 3; int64 i64 = 4; uint32 u32 = 5; uint64 u64 = 6;
              sint32 s32 = 7; sint64 s64 = 8; fixed32 f32 = 9; fixed64 f64 = 10; sfixed32 sf32 = 11; sfixed64 sf64 = 12;
              bool b = 13; string name = 14; bytes raw = 15;
              optional int32 maybe = 16;
              repeated int32 packed = 17;
              repeated sint64 loose = 18 [packed = false];
              repeated string tags = 19;
              repeated Kind kinds = 20;
              Kind kind = 21;
              Port home = 22;
              repeated .fleet.v1.Port ports = 23;
              map<string, int32> counts = 24;
              map<int64, Port.Berth> berths = 25;
              map<bool, Kind> flags = 26;
              oneof owner { string person = 27; Company company = 28; Kind other = 29; }
              message Company { string name = 1; Vessel flagship = 2; }
              Company message = 30 [deprecated = true, json_name = "msg"];
              repeated double doubles = 536870911;
            }
            enum Kind { option allow_alias = true; UNKNOWN = 0; CARGO = 1; FREIGHT = 1; TANKER = -2 [deprecated = true]; }
            message Port { string code = 1; message Berth { uint32 number = 1; Kind kind = 2; } Berth berth = 2; }
            """;

    private static final String PROTO_2 = """
            syntax = 'proto2';
            message Outer {
              required int32 id = 1;
              optional string name = 2 [default = "x; } \\" y"];
              message Item { optional int32 number = 1; optional Outer outer = 2; }
              repeated Item item = 3;
              message Single { required bytes raw = 1; }
              optional Single single = 4;
              extensions 100 to max;
              extend Outer { optional int32 extra = 100; }
              enum Inner { A = 1; B = 0x10; }
              optional Inner inner = 5;
              optional double optional = 6;
            }
            service Search { rpc Find (Outer) returns (stream Outer) { option deprecated = true; } }
            """;

    private final Random random = new Random(11);

    @ParameterizedTest
    @ValueSource(strings = {PROTO_3, PROTO_2})
    void whatWasWrittenIsRead(String proto, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("test.proto"), proto);
        SchemaLoader loader = new SchemaLoader(FileSystems.getDefault());
        loader.initRoots(List.of(Location.get(folder.toString())), List.of());
        Schema schema = loader.loadSchema();
        byte[] described =
                new SchemaEncoder(schema).encode(schema.protoFile("test.proto")).toByteArray();
        FileDescriptor file = FileDescriptor.buildFrom(FileDescriptorProto.parseFrom(described), new FileDescriptor[0]);
        Descriptor type = file.getMessageTypes().get(0);
        PayloadDecoder decoder = new ProtobufFormat()
                .decoder(new PayloadFormatContext("test.proto", List.of(folder), PayloadLimits.DEFAULT));
        for (int i = 0; i < MESSAGES; i++) {
            DynamicMessage message = message(type, 0);
            byte[] bytes = message.toByteArray();
            assertThat(decoder.decode(Unpooled.wrappedBuffer(bytes), null).value())
                    .isEqualTo(json(message));
        }
    }

    private DynamicMessage message(Descriptor type, int depth) {
        DynamicMessage.Builder builder = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            boolean nests = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth > 2;
            if (field.isRepeated()) {
                for (int i = nests ? 0 : random.nextInt(4); i > 0; i--) {
                    builder.addRepeatedField(field, value(field, depth));
                }
            } else if (field.isRequired() || !nests && random.nextInt(3) > 0) {
                builder.setField(field, value(field, depth));
            }
        }
        return builder.build();
    }

    private Object value(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case FLOAT -> random.nextInt(9) == 0 ? Float.NEGATIVE_INFINITY : random.nextFloat();
            case DOUBLE -> random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> List.of("", "a", "é\uD83D\uDE00").get(random.nextInt(3));
            case BYTE_STRING -> ByteString.copyFrom(new byte[] {-1, 2, 3}, 0, random.nextInt(4));
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> message(field.getMessageType(), depth + 1);
        };
    }

    private static ObjectNode json(DynamicMessage message) {
        ObjectNode object = NODES.objectNode();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            String name = field.getName();
            if (field.isMapField()) {
                ObjectNode entries = NODES.objectNode();
                for (Object entry : (List<?>) message.getField(field)) {
                    DynamicMessage pair = (DynamicMessage) entry;
                    FieldDescriptor key = pair.getDescriptorForType().findFieldByNumber(1);
                    FieldDescriptor value = pair.getDescriptorForType().findFieldByNumber(2);
                    entries.set(pair.getField(key).toString(), json(value, pair.getField(value)));
                }
                object.set(name, entries);
            } else if (field.isRepeated()) {
                ArrayNode items = NODES.arrayNode();
                ((List<?>) message.getField(field)).forEach(item -> items.add(json(field, item)));
                object.set(name, items);
            } else {
                // What has no presence of its own and is zero is not on the wire.
                boolean present = field.hasPresence()
                        ? message.hasField(field)
                        : message.getAllFields().containsKey(field);
                object.set(name, present ? json(field, message.getField(field)) : NODES.nullNode());
            }
        }
        return object;
    }

    private static JsonNode json(FieldDescriptor field, Object value) {
        return switch (field.getType()) {
            case UINT32, FIXED32 -> NODES.numberNode((int) value & 0xFFFF_FFFFL);
            case UINT64, FIXED64 ->
                (long) value >= 0
                        ? NODES.numberNode((long) value)
                        : NODES.numberNode(new BigInteger(Long.toUnsignedString((long) value)));
            case INT32, SINT32, SFIXED32 -> NODES.numberNode((int) value);
            case INT64, SINT64, SFIXED64 -> NODES.numberNode((long) value);
            case FLOAT ->
                Float.isFinite((float) value) ? NODES.numberNode((float) value) : NODES.stringNode(value.toString());
            case DOUBLE ->
                Double.isFinite((double) value) ? NODES.numberNode((double) value) : NODES.stringNode(value.toString());
            case BOOL -> NODES.booleanNode((boolean) value);
            case STRING -> NODES.stringNode((String) value);
            case BYTES ->
                NODES.stringNode(java.util.Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
            case ENUM -> {
                int number = ((EnumValueDescriptor) value).getNumber();
                yield NODES.stringNode(
                        field.getEnumType().findValueByNumber(number).getName());
            }
            case MESSAGE, GROUP -> json((DynamicMessage) value);
        };
    }
}
