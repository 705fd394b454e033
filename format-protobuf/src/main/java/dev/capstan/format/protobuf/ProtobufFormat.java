package dev.capstan.format.protobuf;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.format.protobuf.internal.read.ProtobufDecoder;
import dev.capstan.format.protobuf.internal.schema.InvalidProto;
import dev.capstan.format.protobuf.internal.schema.MessageType;
import dev.capstan.format.protobuf.internal.schema.ProtoFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Protocol Buffers: one message. The operation's {@code outputSchema} is the path of a {@code .proto} file, with the name of
 * the message behind {@code #}; without one it is the file's first message.
 */
public final class ProtobufFormat implements PayloadFormat {
    /** For the service loader. */
    public ProtobufFormat() {}

    @Override
    public String name() {
        return "protobuf";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        String schema = context.outputSchema();
        if (schema == null || schema.isBlank()) {
            throw new InvalidSettingException("outputSchema is missing: answers in Protocol Buffers need the path of a"
                    + " .proto file, such as schemas/vessel.proto#Vessel");
        }
        int hash = schema.lastIndexOf('#');
        String path = hash < 0 ? schema : schema.substring(0, hash);
        return new ProtobufDecoder(
                message(context, path, hash < 0 ? null : schema.substring(hash + 1)), context.limits());
    }

    private static MessageType message(PayloadFormatContext context, String path, @Nullable String name) {
        Path file = context.schemaFile(path);
        try {
            return ProtoFiles.message(file, path, context.folders(), name);
        } catch (InvalidProto e) {
            throw new InvalidSettingException("outputSchema: " + e.getMessage());
        }
    }
}
