package dev.capstan.format.protobuf.internal.read;

import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.format.protobuf.internal.schema.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/** Decodes messages of one type. */
public final class ProtobufDecoder implements PayloadDecoder {
    private final MessageType type;
    private final PayloadLimits limits;

    /** For messages of that type. */
    public ProtobufDecoder(MessageType type, PayloadLimits limits) {
        this.type = type;
        this.limits = limits;
    }

    @Override
    public DecodedPayload decode(ByteBuf bytes, @Nullable String contentType) throws PayloadException {
        WireInput input = new WireInput(ByteBufUtil.getBytes(bytes));
        return DecodedPayload.of(new MessageReader(input, new PayloadBudget(limits)).read(type));
    }
}
