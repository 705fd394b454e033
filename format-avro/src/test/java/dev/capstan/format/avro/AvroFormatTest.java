package dev.capstan.format.avro;

import static dev.capstan.format.avro.AvroSamples.VALUE;
import static dev.capstan.format.avro.AvroSamples.VESSEL;
import static dev.capstan.format.avro.AvroSamples.datum;
import static dev.capstan.format.avro.AvroSamples.decode;
import static dev.capstan.format.avro.AvroSamples.schemaFile;
import static dev.capstan.format.avro.AvroSamples.value;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AvroFormatTest extends PayloadFormatContract {

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
        return schemaFile(folder, VESSEL);
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
        assertThat(decode(folder, written, datum(written, value.replace('\'', '"'))))
                .isEqualTo(json.replace('\'', '"'));
    }

    @Test
    void numbersThatAreNotFiniteAreText() throws PayloadException {
        assertThat(decode(folder, "\"double\"", new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xF0, 0x7F}))
                .isEqualTo("\"Infinity\"");
        assertThat(decode(folder, "\"float\"", new byte[] {0, 0, (byte) 0xC0, 0x7F}))
                .isEqualTo("\"NaN\"");
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
        assertThatThrownBy(() -> decode(folder, schema, new byte[1]))
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
        assertThatThrownBy(() -> decode(folder, "{\"type\":\"array\",\"items\":\"null\"}", manyNulls))
                .hasMessage("holds more than 500,000 values");
        assertThatThrownBy(() -> decode(folder, "\"bytes\"", manyNulls))
                .hasMessageContaining("it ends inside of a value");
        assertThatThrownBy(() -> decode(folder, "\"string\"", new byte[] {1})).hasMessageContaining("it ends inside");
        String list = "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"n\",\"type\":[\"null\",\"L\"]}]}";
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 2);
        assertThatThrownBy(() -> decode(folder, list, deep)).hasMessage("is nested more than 1,000 levels deep");
        String endless = "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"n\",\"type\":\"L\"}]}";
        assertThatThrownBy(() -> decode(folder, endless, new byte[1]))
                .hasMessage("is nested more than 1,000 levels deep");
    }
}
