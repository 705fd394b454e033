package dev.capstan.format.text.internal.yaml;

import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.engine.spi.format.PayloadText;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Decodes YAML streams. */
public final class YamlDecoder implements PayloadDecoder {
    private final PayloadLimits limits;

    /** Within those limits. */
    public YamlDecoder(PayloadLimits limits) {
        this.limits = limits;
    }

    @Override
    public DecodedPayload decode(ByteBuf bytes, @Nullable String contentType) throws PayloadException {
        String text = PayloadText.decode(bytes, contentType);
        return DecodedPayload.of(YamlValues.read(text, new PayloadBudget(limits), 0, "is not YAML: "));
    }
}
