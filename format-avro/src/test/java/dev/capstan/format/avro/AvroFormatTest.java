package dev.capstan.format.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroFormatTest extends PayloadFormatContract {
    /** A vessel with something of every type. */
    static final String VESSEL = """
            {"type": "record", "name": "Vessel", "namespace": "fleet", "doc": "x", "fields": [
              {"name": "imo", "type": "int"},
              {"name": "mmsi", "type": "long"},
              {"name": "active", "type": "boolean"},
              {"name": "draft", "type": "float"},
              {"name": "lat", "type": {"type": "double"}},
              {"name": "name", "type": "string"},
              {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 2}},
              {"name": "raw", "type": "bytes"},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["CARGO", "TANKER"]}},
              {"name": "ports", "type": {"type": "array", "items": "string"}},
              {"name": "tags", "type": {"type": "map", "values": ["null", "int"]}},
              {"name": "next", "type": ["null", "Vessel"], "default": null},
              {"name": "other", "type": ["null", "string", "fleet.Kind", {"type": "array", "items": "Hash"}]}]}
            """;

    private static final String VALUE = """
            {"imo": -7, "mmsi": 211000000123, "active": true, "draft": 7.5, "lat": -54.25, "name": "Söl",
             "hash": "\\u0001\\u00ff", "raw": "\\u0000\\u0010", "kind": "TANKER", "ports": ["NOOSL", ""],
             "tags": {"a": null, "b": {"int": 3}}, "next": null, "other": {"fleet.Kind": "CARGO"}}
            """;

    @TempDir
    static Path folder;

    @Override
    protected PayloadFormat format() {
        return new AvroFormat();
    }

    @Override
    protected String name() {
        return "avro";
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
        return datum(VESSEL, VALUE);
    }

    @Override
    protected String expected() {
        return """
                {"imo": -7, "mmsi": 211000000123, "active": true, "draft": 7.5, "lat": -54.25, "name": "Söl",
                 "hash": "Af8=", "raw": "ABA=", "kind": "TANKER", "ports": ["NOOSL", ""],
                 "tags": {"a": null, "b": 3}, "next": null, "other": "CARGO"}""";
    }

    @Override
    protected List<byte[]> malformed() {
        byte[] longer = Arrays.copyOf(sample(), sample().length + 1);
        byte[] shorter = Arrays.copyOf(sample(), sample().length - 1);
        return List.of(longer, shorter, "{}".getBytes(UTF_8), new byte[] {'O', 'b', 'j', 1, 0}, new byte[40]);
    }

    @Override
    protected byte[] values(int count) {
        return datum(VESSEL, VALUE.replace("\"NOOSL\"", "\"\"" + ", \"\"".repeat(count)));
    }

    @Override
    protected byte[] nested(int levels) {
        return null;
    }

    private static String schemaFile(String schema) {
        try {
            Path file = folder.resolve(Integer.toHexString(schema.hashCode()) + ".avsc");
            return Files.writeString(file, schema).getFileName().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(Schema schema, String json) throws IOException {
        return new GenericDatumReader<>(schema).read(null, DecoderFactory.get().jsonDecoder(schema, json));
    }

    static byte[] datum(String schemaJson, String valueJson) {
        try {
            Schema schema = new Schema.Parser().parse(schemaJson);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<>(schema).write(value(schema, valueJson), encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] file(String schemaJson, CodecFactory codec, String... values) throws IOException {
        Schema schema = new Schema.Parser().parse(schemaJson);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(codec).create(schema, out);
            for (String value : values) {
                writer.append(value(schema, value));
                writer.sync();
            }
        }
        return out.toByteArray();
    }

    private static String decode(String schema, byte[] bytes) throws PayloadException {
        return new AvroFormat()
                .decoder(new PayloadFormatContext(schemaFile(schema), List.of(folder), PayloadLimits.DEFAULT))
                .decode(Unpooled.wrappedBuffer(bytes), null)
                .value()
                .toString();
    }

    static List<Arguments> data() {
        return List.of(
                Arguments.of("'null'", "null", "null"),
                Arguments.of("{'type':'long'}", "9223372036854775807", "9223372036854775807"),
                Arguments.of("'long'", "-9223372036854775808", "-9223372036854775808"),
                Arguments.of("'string'", "'é'", "'é'"),
                Arguments.of("['null','string']", "{'string':'a'}", "'a'"),
                Arguments.of("['null','string']", "null", "null"),
                Arguments.of("{'type':'array','items':['int','string']}", "[{'int':1},{'string':'a'}]", "[1,'a']"),
                Arguments.of(
                        "{'type':'map','values':{'type':'array','items':'boolean'}}", "{'a':[true]}", "{'a':[true]}"),
                Arguments.of("{'type':'bytes','logicalType':'decimal','precision':4}", "'\\u0001'", "'AQ=='"),
                Arguments.of("{'type':'int','logicalType':'date'}", "19000", "19000"),
                Arguments.of("{'type':'record','name':'E','fields':[]}", "{}", "{}"),
                Arguments.of("{'type':'fixed','name':'F','size':0}", "''", "''"),
                Arguments.of(
                        "{'type':'record','name':'a.b.L','fields':[{'name':'v','type':'int'},{'name':'n','type':['null','L']}]}",
                        "{'v':1,'n':{'a.b.L':{'v':2,'n':null}}}",
                        "{'v':1,'n':{'v':2,'n':null}}"));
    }

    @ParameterizedTest
    @MethodSource("data")
    void aDatumBecomesJson(String schema, String value, String json) throws PayloadException {
        String written = schema.replace('\'', '"');
        assertThat(decode(written, datum(written, value.replace('\'', '"')))).isEqualTo(json.replace('\'', '"'));
    }

    @Test
    void numbersThatAreNotFiniteAreText() throws PayloadException {
        assertThat(decode("\"double\"", new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xF0, 0x7F}))
                .isEqualTo("\"Infinity\"");
        assertThat(decode("\"float\"", new byte[] {0, 0, (byte) 0xC0, 0x7F})).isEqualTo("\"NaN\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate"})
    void aContainerFileIsAnArrayOfItsRecords(String codec) throws Exception {
        byte[] bytes = file(VESSEL, CodecFactory.fromString(codec), VALUE, VALUE, VALUE);
        String one = decode(VESSEL, datum(VESSEL, VALUE));
        assertThat(decode(VESSEL, bytes)).isEqualTo("[" + one + "," + one + "," + one + "]");
        assertThat(decode(VESSEL, file(VESSEL, CodecFactory.fromString(codec)))).isEqualTo("[]");
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> decode(VESSEL, cut)).isInstanceOf(PayloadException.class);
        byte[] spoilt = bytes.clone();
        spoilt[spoilt.length - 1] ^= 1;
        assertThatThrownBy(() -> decode(VESSEL, spoilt)).hasMessageContaining("does not end where its header says");
    }

    static List<Arguments> evolutions() {
        String record = "{'type':'record','name':'R','fields':[%s]}";
        String a = "{'name':'a','type':'int'}";
        String b = "{'name':'b','type':'string','default':'x'}";
        return List.of(
                // A field that the schema does not know is dropped; one that the file does not have is its default.
                Arguments.of(record.formatted(a + "," + b), record.formatted(a), "{'a':1,'b':'y'}", "[{'a':1}]"),
                Arguments.of(record.formatted(a), record.formatted(a + "," + b), "{'a':1}", "[{'a':1,'b':'x'}]"),
                Arguments.of(
                        record.formatted(a),
                        record.formatted(
                                "{'name':'c','type':{'type':'record','name':'S','fields':["
                                        + "{'name':'d','type':['null','int'],'default':null},{'name':'e','type':'bytes','default':'\u00ff'}]},'default':{}}"),
                        "{'a':1}",
                        "[{'c':{'d':null,'e':'/w=='}}]"),
                Arguments.of(
                        record.formatted(a),
                        record.formatted("{'name':'z','aliases':['a'],'type':'int'}"),
                        "{'a':1}",
                        "[{'z':1}]"),
                // Promotion.
                Arguments.of(
                        record.formatted(a),
                        record.formatted("{'name':'a','type':'double'}"),
                        "{'a':1}",
                        "[{'a':1.0}]"),
                Arguments.of(
                        record.formatted(a),
                        record.formatted("{'name':'a','type':['null','long']}"),
                        "{'a':1}",
                        "[{'a':1}]"),
                Arguments.of(
                        record.formatted("{'name':'a','type':['null','int']}"),
                        record.formatted(a),
                        "{'a':{'int':1}}",
                        "[{'a':1}]"),
                Arguments.of("'string'", "'bytes'", "'é'", "['w6k=']"),
                // Enums.
                Arguments.of(
                        "{'type':'enum','name':'E','symbols':['A','B']}",
                        "{'type':'enum','name':'E','symbols':['X','B'],'default':'X'}",
                        "'A'",
                        "['X']"),
                Arguments.of(
                        "{'type':'record','name':'n.R','fields':[" + a + "]}",
                        record.formatted(a),
                        "{'a':1}",
                        "[{'a':1}]"));
    }

    @ParameterizedTest
    @MethodSource("evolutions")
    void filesOfAnOlderOrNewerSchemaAreResolved(String writer, String reader, String value, String json)
            throws Exception {
        byte[] bytes = file(writer.replace('\'', '"'), CodecFactory.nullCodec(), value.replace('\'', '"'));
        assertThat(decode(reader.replace('\'', '"'), bytes)).isEqualTo(json.replace('\'', '"'));
    }

    static List<Arguments> misfits() {
        String record = "{'type':'record','name':'R','fields':[{'name':'a','type':%s}]}";
        return List.of(
                Arguments.of(record.formatted("'int'"), "'int'", "{'a':1}", "does not fit outputSchema"),
                Arguments.of(record.formatted("'string'"), record.formatted("'int'"), "{'a':'1'}", "does not fit"),
                Arguments.of(
                        record.formatted("['null','int']"), record.formatted("'int'"), "{'a':null}", "does not fit"),
                Arguments.of(
                        record.formatted("'int'"),
                        record.replace("'a'", "'b'").formatted("'int'"),
                        "{'a':1}",
                        "without the field"),
                Arguments.of(
                        "{'type':'enum','name':'E','symbols':['A']}",
                        "{'type':'enum','name':'E','symbols':['B']}",
                        "'A'",
                        "does not know the symbol"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void filesOfAnotherSchemaAreRefused(String writer, String reader, String value, String reason) throws Exception {
        byte[] bytes = file(writer.replace('\'', '"'), CodecFactory.nullCodec(), value.replace('\'', '"'));
        assertThatThrownBy(() -> decode(reader.replace('\'', '"'), bytes))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(reason);
    }

    static List<Arguments> invalidSchemas() {
        return List.of(
                Arguments.of("{", "it is not JSON"),
                Arguments.of("1", "a type is a name"),
                Arguments.of("\"strin\"", "the type \"strin\" is not known"),
                Arguments.of("{\"type\":\"record\",\"name\":\"R\"}", "the record \"R\" has no array of fields"),
                Arguments.of("{\"type\":\"record\",\"fields\":[]}", "has no name"),
                Arguments.of(
                        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"R2\"}]}",
                        "the type \"R2\" is not known"),
                Arguments.of("{\"type\":\"record\",\"name\":\"1\",\"fields\":[]}", "\"1\" is not a name"),
                Arguments.of("{\"type\":\"record\",\"name\":\"int\",\"fields\":[]}", "defined twice"),
                Arguments.of("[\"int\",\"int\"]", "a union has the same type twice"),
                Arguments.of("[[\"int\"]]", "a union stands directly in a union"),
                Arguments.of("{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}", "is no number of bytes"),
                Arguments.of("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"A\"]}", "twice"),
                Arguments.of(
                        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"default\":\"x\"}]}",
                        "not of its field's type"));
    }

    @ParameterizedTest
    @MethodSource("invalidSchemas")
    void aSchemaThatIsNoneIsRefusedAtLoad(String schema, String reason) {
        assertThatThrownBy(() -> decode(schema, new byte[1]))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("outputSchema: the file \"")
                .hasMessageContaining("is not an Avro schema")
                .hasMessageContaining(reason);
    }

    @Test
    void aSchemaThatIsMissingIsRefusedAtLoad(@TempDir Path other) throws Exception {
        PayloadFormat format = new AvroFormat();
        assertThatThrownBy(() -> format.decoder(new PayloadFormatContext(null, List.of(folder), PayloadLimits.DEFAULT)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("outputSchema is missing");
        assertThatThrownBy(() -> format.decoder(
                        new PayloadFormatContext("no.avsc", List.of(folder, other), PayloadLimits.DEFAULT)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("the file \"no.avsc\" is neither beside the document");
        Files.writeString(other.resolve("second.avsc"), "\"int\"");
        Files.writeString(other.resolve("vessel.avsc"), "\"string\"");
        Files.createDirectories(other.resolve("first"));
        Files.writeString(other.resolve("first/vessel.avsc"), "\"int\"");
        List<Path> both = List.of(other.resolve("first"), other);
        for (String path : List.of("vessel.avsc", "second.avsc", "../second.avsc")) {
            assertThat(format.decoder(new PayloadFormatContext(path, both, PayloadLimits.DEFAULT))
                            .decode(Unpooled.wrappedBuffer(new byte[] {2}), null)
                            .value()
                            .intValue())
                    .isOne();
        }
    }

    @Test
    void whatIsClaimedAndNotThereIsRefusedAtOnce() {
        byte[] manyNulls = {
            (byte) 0xFE,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            1,
            0
        };
        assertThatThrownBy(() -> decode("{\"type\":\"array\",\"items\":\"null\"}", manyNulls))
                .hasMessage("holds more than 500,000 values");
        assertThatThrownBy(() -> decode("\"bytes\"", manyNulls)).hasMessageContaining("it ends inside of a value");
        assertThatThrownBy(() -> decode("\"string\"", new byte[] {1})).hasMessageContaining("it ends inside");
        String list = "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"n\",\"type\":[\"null\",\"L\"]}]}";
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 2);
        assertThatThrownBy(() -> decode(list, deep)).hasMessage("is nested more than 1,000 levels deep");
        String endless = "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"n\",\"type\":\"L\"}]}";
        assertThatThrownBy(() -> decode(endless, new byte[1])).hasMessage("is nested more than 1,000 levels deep");
    }

    @Test
    void aBombOfDeflateIsRefused() throws Exception {
        String schema = "\"string\"";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.setCodec(CodecFactory.deflateCodec(9)).create(new Schema.Parser().parse(schema), out);
            writer.append("x".repeat(40_000_000));
        }
        byte[] bomb = out.toByteArray();
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> decode(schema, bomb)).hasMessageContaining("once inflated");
    }

    @Test
    void aFileSchemaWhoseTypesReferToOneAnotherThousandfoldIsRefused() throws Exception {
        StringBuilder schema = new StringBuilder("[{\"type\":\"record\",\"name\":\"R0\",\"fields\":[]}");
        for (int i = 1; i < 10_000; i++) {
            schema.append(",{\"type\":\"record\",\"name\":\"")
                    .append(i == 9_999 ? "n.R" : "R" + i)
                    .append("\",\"fields\":[{\"name\":\"a\",\"type\":\"R")
                    .append(i - 1)
                    .append("\"}]}");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {'O', 'b', 'j', 1});
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeMapStart();
        encoder.setItemCount(1);
        encoder.startItem();
        encoder.writeString("avro.schema");
        encoder.writeBytes(schema.append("]").toString().getBytes(UTF_8));
        encoder.writeMapEnd();
        encoder.writeFixed(new byte[16]);
        encoder.writeLong(1);
        encoder.writeLong(3);
        encoder.writeInt(9_999);
        encoder.writeFixed(new byte[16]);
        String reader = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}";
        assertThatThrownBy(() -> decode(reader, out.toByteArray()))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("nested too deep");
    }

    @Test
    void otherCodecsAreRefused() throws Exception {
        byte[] bytes = file("\"int\"", CodecFactory.nullCodec(), "1");
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).replace("null", "snap");
        assertThatThrownBy(() -> decode("\"int\"", text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("another codec than deflate");
    }
}
