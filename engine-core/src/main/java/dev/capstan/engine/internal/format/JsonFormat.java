package dev.capstan.engine.internal.format;

import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadText;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** JSON (RFC 8259), the format of responses that say no other. */
public final class JsonFormat implements PayloadFormat {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        return (bytes, contentType) -> {
            JsonNode value;
            try {
                String transcoded = PayloadText.decodeUnlessUtf8(bytes, contentType);
                value = transcoded == null ? Json.read(bytes) : Json.read(transcoded);
            } catch (StreamConstraintsException e) {
                throw new PayloadException("passes a limit of what is read: " + e.getOriginalMessage());
            }
            if (value == null) {
                throw new PayloadException("is not JSON");
            }
            return DecodedPayload.of(value);
        };
    }
}
