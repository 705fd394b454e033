package dev.capstan.format.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.testkit.PayloadFormatContract;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProtobufFormatTest extends PayloadFormatContract {
    private static final String VESSEL = """
            syntax = "proto3";
            message Vessel {
              string name = 1;
              int32 imo = 2;
              Kind kind = 3;
              repeated int32 draft = 4;
              bytes raw = 5;
              Vessel next = 6;
              map<string, bool> flags = 7;
              oneof owner { string person = 8; Company company = 9; }
              message Company { string name = 1; string city = 2; }
              optional string note = 10;
            }
            enum Kind { UNKNOWN = 0; TANKER = 1; }
            """;

    @TempDir
    static Path folder;

    @Override
    protected PayloadFormat format() {
        return new ProtobufFormat();
    }

    @Override
    protected String name() {
        return "protobuf";
    }

    @Override
    protected String outputSchema() {
        return schemaFile(VESSEL);
    }

    @Override
    protected List<Path> folders() {
        return List.of(folder);
    }

    @Override
    protected byte[] sample() {
        return hex("0a 04 53c3b66c  10 96 01  18 01  22 02 07 08  2a 02 00ff  32 03 0a 01 78  3a 05 0a 01 61 10 01"
                + " 4a 03 0a 01 63");
    }

    @Override
    protected String expected() {
        return """
                {"name": "Söl", "imo": 150, "kind": "TANKER", "draft": [7, 8], "raw": "AP8=",
                 "next": {"name": "x", "imo": null, "kind": null, "draft": [], "raw": null, "next": null,
                   "flags": {}, "person": null, "company": null, "note": null},
                 "flags": {"a": true}, "person": null, "company": {"name": "c", "city": null}, "note": null}""";
    }

    @Override
    protected List<byte[]> malformed() {
        return List.of(
                hex("0a 05 61"),
                hex("0a 01 ff"),
                hex("10"),
                hex("10 ffffffffffffffffffff01"),
                hex("00"),
                hex("0f 01"),
                hex("0b 0a 01 61"),
                hex("0c"),
                hex("32 02 0a 01"),
                hex("33 0a 01 78 3c"),
                hex("22 01 80"),
                hex("0a ffffffffffffffffff01 00"),
                "{}".getBytes(UTF_8));
    }

    @Override
    protected byte[] values(int count) {
        byte[] bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            bytes[2 * i] = 0x20;
            bytes[2 * i + 1] = 1;
        }
        return bytes;
    }

    @Override
    protected byte[] nested(int levels) {
        // The innermost message has the arrays and maps that are one level more.
        return nestedMessages(levels - 2);
    }

    private static byte[] nestedMessages(int levels) {
        byte[] inner = {};
        if (levels > 5_000) {
            // Groups nest without a length.
            byte[] deep = new byte[levels];
            Arrays.fill(deep, (byte) 0x33);
            return deep;
        }
        for (int i = 0; i < levels; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                CodedOutputStream coded = CodedOutputStream.newInstance(out);
                coded.writeByteArray(6, inner);
                coded.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            inner = out.toByteArray();
        }
        return inner;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static String schemaFile(String schema) {
        try {
            Path file = folder.resolve(Integer.toHexString(schema.hashCode()) + ".proto");
            return Files.writeString(file, schema).getFileName().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decode(String path, String hex) throws PayloadException {
        return new ProtobufFormat()
                .decoder(new PayloadFormatContext(path, List.of(folder), PayloadLimits.DEFAULT))
                .decode(Unpooled.wrappedBuffer(hex(hex)), null)
                .value()
                .toString();
    }

    static List<Arguments> messages() {
        return List.of(
                // Names as in the file; repeated is always an array; absent singular is null; enums by name.
                Arguments.of("int32 some_name = 1; repeated string b = 2;", "08 01", "{'some_name':1,'b':[]}"),
                Arguments.of(
                        "int32 a = 1; E e = 2; repeated E f = 3;",
                        "10 01 18 00 18 01",
                        "{'a':null,'e':'B','f':['A','B']}"),
                Arguments.of("E e = 2;", "10 07", "{'e':7}"),
                Arguments.of("int32 a = 1;", "08 00", "{'a':0}"),
                Arguments.of("bytes a = 1;", "0a 03 010203", "{'a':'AQID'}"),
                // Packed or not, whatever the file says.
                Arguments.of("repeated int32 a = 1;", "08 01 0a 02 02 03 08 04", "{'a':[1,2,3,4]}"),
                Arguments.of("repeated fixed32 a = 1;", "0a 08 01000000 02000000", "{'a':[1,2]}"),
                // The last one counts; messages are merged.
                Arguments.of("int32 a = 1;", "08 01 08 02", "{'a':2}"),
                Arguments.of(
                        "M m = 1; int32 a = 2; message M { int32 x = 1; repeated int32 y = 2; }",
                        "0a 04 08 01 10 01 0a 04 10 02 08 03",
                        "{'m':{'x':3,'y':[1,2]},'a':null}"),
                Arguments.of(
                        "oneof o { int32 a = 1; string b = 2; T c = 3; }",
                        "08 01 12 01 78",
                        "{'a':null,'b':'x','c':null}"),
                Arguments.of(
                        "oneof o { int32 a = 1; string b = 2; T c = 3; }",
                        "12 01 78 1a 00",
                        "{'a':null,'b':null,'c':{'a':null,'b':null,'c':null}}"),
                // Maps are objects; what an entry lacks is zero.
                Arguments.of("map<int32, string> a = 1;", "0a 05 08 05 12 01 78 0a 00", "{'a':{'5':'x','0':''}}"),
                Arguments.of("map<string, E> a = 1;", "0a 03 0a 01 78", "{'a':{'x':'A'}}"),
                Arguments.of("map<bool, T> a = 1;", "0a 02 08 01", "{'a':{'true':{'a':{}}}}"),
                // What the file does not know, or knows as another type, is skipped.
                Arguments.of(
                        "int32 a = 1;", "10 05 1a 01 78 25 00000000 29 0000000000000000 33 08 01 34 08 01", "{'a':1}"),
                Arguments.of("int32 a = 1;", "0a 01 78", "{'a':null}"),
                Arguments.of("string a = 1;", "08 01", "{'a':null}"),
                // Numbers.
                Arguments.of("uint64 a = 1;", "08 ffffffffffffffffff01", "{'a':18446744073709551615}"),
                Arguments.of("int32 a = 1;", "08 ffffffffffffffffff01", "{'a':-1}"),
                Arguments.of("uint32 a = 1;", "08 ffffffff0f", "{'a':4294967295}"),
                Arguments.of("sint32 a = 1;", "08 03", "{'a':-2}"),
                Arguments.of("double a = 1;", "09 000000000000f07f", "{'a':'Infinity'}"),
                Arguments.of("bool a = 1;", "08 02", "{'a':true}"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void becomesJson(String fields, String hex, String json) throws PayloadException {
        String path = schemaFile("syntax = \"proto3\"; message T { " + fields + " } enum E { A = 0; B = 1; }");
        assertThat(decode(path, hex)).isEqualTo(json.replace('\'', '"'));
    }

    @Test
    void theSchemaNamesAMessageOrMeansTheFirst() throws PayloadException {
        String path = schemaFile("""
                package a.b;
                message First { optional int32 x = 1; message Inner { optional int32 y = 1; } }
                message Second { optional First.Inner z = 1; }
                """);
        assertThat(decode(path, "08 01")).isEqualTo("{\"x\":1}");
        assertThat(decode(path + "#", "08 01")).isEqualTo("{\"x\":1}");
        assertThat(decode(path + "#Second", "0a 02 08 01")).isEqualTo("{\"z\":{\"y\":1}}");
        assertThat(decode(path + "#First.Inner", "08 01")).isEqualTo("{\"y\":1}");
        assertThat(decode(path + "#a.b.Second", "")).isEqualTo("{\"z\":null}");
        assertThatThrownBy(() -> decode(path + "#Third", ""))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageEndingWith("declares no message \"Third\"");
    }

    @Test
    void importsAreFoundBesideTheDocumentInTheWorkingFolderAndBesideTheFile(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("schemas/common"));
        Files.writeString(other.resolve("schemas/a.proto"), """
                syntax = "proto3";
                import "schemas/common/b.proto";
                import public "beside.proto";
                import "google/protobuf/timestamp.proto";
                import "google/api/annotations.proto";
                message A { common.B b = 1; Beside c = 2; google.protobuf.Timestamp at = 3 [(x.y) = {a: 1}]; }
                """);
        Files.writeString(
                other.resolve("schemas/common/b.proto"),
                "package common; message B { optional A a = 1; }" + " import \"schemas/a.proto\"; message A {}");
        Files.writeString(other.resolve("schemas/beside.proto"), "message Beside { }");
        PayloadFormatContext context =
                new PayloadFormatContext("schemas/a.proto#A", List.of(folder, other), PayloadLimits.DEFAULT);
        assertThat(new ProtobufFormat()
                        .decoder(context)
                        .decode(Unpooled.wrappedBuffer(hex("1a 02 08 05")), null)
                        .value())
                .hasToString("{\"b\":null,\"c\":null,\"at\":{\"seconds\":5,\"nanos\":null}}");
    }

    static List<Arguments> invalidSchemas() {
        return List.of(
                Arguments.of("", "declares no message"),
                Arguments.of(
                        "message A { Missing b = 1; } import \"no.proto\";",
                        "field \"b\" of \"A\": the type \"Missing\" is not known; these imports were not found: no.proto"),
                Arguments.of("message A { .A.B b = 1; }", "the type \".A.B\" is not known"),
                Arguments.of("message A {\n int32 b = ;\n}", "line 2: a whole number is expected"),
                Arguments.of(
                        "message A {\n int32 b = 0;\n}", "line 2: the number of a field is between 1 and 536870911"),
                Arguments.of("message A { int32 b = 99999999999999999999; }", "a whole number is expected"),
                Arguments.of("message A { int32 b = 1; int32 c = 1; }", "has a field of that name or number already"),
                Arguments.of("message A { int32 b = 1; int32 b = 2; }", "has a field of that name or number already"),
                Arguments.of("message A { int32 b = 1", "\";\" is expected"),
                Arguments.of("message A {", "a name is expected"),
                Arguments.of("message A { option x = {", "\";\" is expected"),
                Arguments.of("message A { reserved 1 }", "\";\" is expected"),
                Arguments.of("/* message A {}", "the comment is not closed"),
                Arguments.of("option x = \"y;\nmessage A {}", "line 1: the quotes are not closed"),
                Arguments.of("message A { map<float, int32> b = 1; }", "a map cannot have keys of type \"float\""),
                Arguments.of("{}", "line 1: a message, an enum, an import or an option is expected"),
                Arguments.of("message A { ".repeat(200), "messages are nested more than 100 levels deep"));
    }

    @ParameterizedTest
    @MethodSource("invalidSchemas")
    void aSchemaThatIsNoneIsRefusedAtLoad(String schema, String reason) {
        String path = schemaFile(schema);
        assertThatThrownBy(() -> decode(path, ""))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("outputSchema: the file \"" + path + "\"")
                .hasMessageContaining(reason);
    }

    @Test
    void aSchemaThatIsMissingIsRefusedAtLoad() {
        assertThatThrownBy(() -> decode("no.proto#A", ""))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("the file \"no.proto\" is neither beside the document");
        assertThatThrownBy(() -> decode(null, ""))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("outputSchema is missing");
    }

    @Test
    void groupsAreMessages() throws PayloadException {
        String path = schemaFile("""
                message A {
                  repeated group Item = 1 { optional int32 x = 2; optional group Deep = 3 { optional int32 y = 4; } }
                  optional group One = 5 { optional int32 z = 6; }
                }
                """);
        assertThat(decode(path, "0b 10 01 1b 20 02 1c 0c 0b 0c 2b 30 03 2c"))
                .isEqualTo("{\"item\":[{\"x\":1,\"deep\":{\"y\":2}},{\"x\":null,\"deep\":null}],\"one\":{\"z\":3}}");
        assertThatThrownBy(() -> decode(path, "0b 10 01 2c")).hasMessageContaining("a group ends that did not begin");
    }

    @Test
    void keywordsAreNamesToo() throws PayloadException {
        String path = schemaFile("""
                edition = "2023";
                option features.field_presence = IMPLICIT;
                export message message {
                  string message = 1; int32 optional = 2; bool enum = 3; string reserved_ = 4; oneof oneof { int32 map = 5; }
                  local enum inner { option allow_alias = false; reserved 5, 6 to max; syntax = 0; import = 1; }
                  .option package = 6 [features.message_encoding = DELIMITED, (a.b).c = { d: [1, 2.5e3], e <f: "]"> }];
                  repeated message to = 7;
                }
                enum option { option allow_alias = false; reserved 5, 6 to max; syntax = 0; import = 1; }
                """);
        assertThat(decode(path, "0a 01 78 10 01 18 01 28 02 30 01"))
                .isEqualTo("{\"message\":\"x\",\"optional\":1,\"enum\":true,\"reserved_\":null,\"map\":2,"
                        + "\"package\":\"import\",\"to\":[]}");
    }

    @Test
    void manyPackedValuesAreRefusedWhileTheyAreRead() {
        byte[] bomb = new byte[2_000_005];
        System.arraycopy(hex("22 80 89 7a"), 0, bomb, 0, 4);
        assertThat(refusal(Arrays.copyOf(bomb, 4 + 2_000_000), null)).isEqualTo("holds more than 500,000 values");
    }
}
