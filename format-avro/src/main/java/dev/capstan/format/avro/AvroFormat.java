package dev.capstan.format.avro;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.format.avro.internal.AvroDecoder;
import dev.capstan.format.avro.internal.schema.AvroSchemaReader;
import dev.capstan.format.avro.internal.schema.AvroType;
import dev.capstan.format.avro.internal.schema.InvalidAvroSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Avro: one binary datum of the schema, or an object container file, which becomes an array of its records. The operation's
 * {@code outputSchema} is the path of the schema file.
 */
public final class AvroFormat implements PayloadFormat {
    private static final int LONGEST_SCHEMA = 4 * 1024 * 1024;

    /** For the service loader. */
    public AvroFormat() {}

    @Override
    public String name() {
        return "avro";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        String path = context.outputSchema();
        if (path == null || path.isBlank()) {
            throw new InvalidSettingException(
                    "outputSchema is missing: answers in Avro need the path of a schema file, such as schemas/vessel.avsc");
        }
        return new AvroDecoder(schema(path, context.schemaFile(path)), context.limits());
    }

    private static AvroType schema(String path, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_SCHEMA + 1);
            if (bytes.length > LONGEST_SCHEMA) {
                throw new InvalidSettingException("outputSchema: the file \"" + path + "\" is larger than 4 MiB");
            }
            return AvroSchemaReader.read(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new InvalidSettingException("outputSchema: the file \"" + path + "\" cannot be read");
        } catch (InvalidAvroSchema e) {
            throw new InvalidSettingException(
                    "outputSchema: the file \"" + path + "\" is not an Avro schema: " + e.getMessage());
        }
    }
}
