package dev.capstan.format.avro;

import static dev.capstan.format.avro.AvroSamples.VALUE;
import static dev.capstan.format.avro.AvroSamples.VESSEL;
import static dev.capstan.format.avro.AvroSamples.datum;
import static dev.capstan.format.avro.AvroSamples.decode;
import static dev.capstan.format.avro.AvroSamples.file;
import static dev.capstan.format.avro.AvroSamples.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.spi.format.PayloadException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Container files: their own schema, and how it becomes the one that the operation names. */
class AvroFilesTest {
    @TempDir
    static Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate"})
    void aContainerFileIsAnArrayOfItsRecords(String codec) throws Exception {
        byte[] bytes = file(VESSEL, CodecFactory.fromString(codec), VALUE, VALUE, VALUE);
        String one = decode(folder, VESSEL, datum(VESSEL, VALUE));
        assertThat(decode(folder, VESSEL, bytes)).isEqualTo("[" + one + "," + one + "," + one + "]");
        assertThat(decode(folder, VESSEL, file(VESSEL, CodecFactory.fromString(codec))))
                .isEqualTo("[]");
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> decode(folder, VESSEL, cut)).isInstanceOf(PayloadException.class);
        byte[] spoilt = bytes.clone();
        spoilt[spoilt.length - 1] ^= 1;
        assertThatThrownBy(() -> decode(folder, VESSEL, spoilt))
                .hasMessageContaining("does not end where its header says");
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
        assertThat(decode(folder, reader.replace('\'', '"'), bytes)).isEqualTo(json.replace('\'', '"'));
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
        assertThatThrownBy(() -> decode(folder, reader.replace('\'', '"'), bytes))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(reason);
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
        assertThatThrownBy(() -> decode(folder, schema, bomb)).hasMessageContaining("once inflated");
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
        assertThatThrownBy(() -> decode(folder, reader, out.toByteArray()))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("nested too deep");
    }

    @Test
    void otherCodecsAreRefused() throws Exception {
        byte[] bytes = file("\"int\"", CodecFactory.nullCodec(), "1");
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).replace("null", "snap");
        assertThatThrownBy(() -> decode(folder, "\"int\"", text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("another codec than deflate");
    }
}
