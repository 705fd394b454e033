package dev.capstan.format.avro;

import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Schemas, and what is written with them. */
final class AvroSamples {
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

    /** Such a vessel, as Avro writes it in JSON. */
    static final String VALUE = """
            {"imo": -7, "mmsi": 211000000123, "active": true, "draft": 7.5, "lat": -54.25, "name": "Söl",
             "hash": "\\u0001\\u00ff", "raw": "\\u0000\\u0010", "kind": "TANKER", "ports": ["NOOSL", ""],
             "tags": {"a": null, "b": {"int": 3}}, "next": null, "other": {"fleet.Kind": "CARGO"}}
            """;

    private AvroSamples() {}

    static String schemaFile(Path folder, String schema) {
        try {
            Path file = folder.resolve(Integer.toHexString(schema.hashCode()) + ".avsc");
            return Files.writeString(file, schema).getFileName().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object value(Schema schema, String json) throws IOException {
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

    static byte[] file(String schemaJson, CodecFactory codec, String... values) throws IOException {
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

    static String decode(Path folder, String schema, byte[] bytes) throws PayloadException {
        return new AvroFormat()
                .decoder(new PayloadFormatContext(schemaFile(folder, schema), List.of(folder), PayloadLimits.DEFAULT))
                .decode(Unpooled.wrappedBuffer(bytes), null)
                .value()
                .toString();
    }
}
