package dev.capstan.format.avro.internal;

import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.format.avro.internal.read.AvroInput;
import dev.capstan.format.avro.internal.read.SchemaResolution;
import dev.capstan.format.avro.internal.read.ValueReader;
import dev.capstan.format.avro.internal.schema.AvroSchemaReader;
import dev.capstan.format.avro.internal.schema.AvroType;
import dev.capstan.format.avro.internal.schema.InvalidAvroSchema;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decodes single datums and object container files. */
public final class AvroDecoder implements PayloadDecoder {
    /** A file's schema comes from outside; a longer one would be an answer of its own. */
    private static final int LONGEST_FILE_SCHEMA = 1024 * 1024;

    /** The reader for files of one schema; upstreams keep theirs. */
    private record FileReader(String schema, ValueReader reader) {}

    private final AvroType schema;
    private final ValueReader datum;
    private final PayloadLimits limits;
    private volatile @Nullable FileReader last;

    /** For answers of that schema. */
    public AvroDecoder(AvroType schema, PayloadLimits limits) {
        this.schema = schema;
        this.limits = limits;
        datum = SchemaResolution.of(schema, schema);
    }

    @Override
    public DecodedPayload decode(ByteBuf buffer, @Nullable String contentType) throws PayloadException {
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        PayloadBudget budget = new PayloadBudget(limits);
        if (ContainerFile.is(bytes)) {
            ContainerFile file = new ContainerFile(bytes, budget);
            return DecodedPayload.of(file.records(reader(file.schema())));
        }
        AvroInput input = new AvroInput(bytes, 0, bytes.length, budget);
        JsonNode value = datum.read(input, 0);
        if (!input.isAtEnd()) {
            throw AvroInput.malformed("bytes stand behind the value");
        }
        return DecodedPayload.of(value);
    }

    private ValueReader reader(String written) throws PayloadException {
        FileReader known = last;
        if (known != null && known.schema.equals(written)) {
            return known.reader;
        }
        byte[] json = written.getBytes(StandardCharsets.UTF_8);
        if (json.length > LONGEST_FILE_SCHEMA) {
            throw AvroInput.malformed("the schema in the file's header is longer than 1 MiB");
        }
        try {
            FileReader made =
                    new FileReader(written, SchemaResolution.of(AvroSchemaReader.read(json, 0, json.length), schema));
            last = made;
            return made.reader;
        } catch (InvalidAvroSchema e) {
            throw AvroInput.malformed("the schema in the file's header is not valid");
        }
    }
}
