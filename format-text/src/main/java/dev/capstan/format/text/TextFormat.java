package dev.capstan.format.text;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadText;
import tools.jackson.databind.node.JsonNodeFactory;

/** Plain text: one JSON string. */
public final class TextFormat implements PayloadFormat {
    /** For the service loader. */
    public TextFormat() {}

    @Override
    public String name() {
        return "text";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        return (bytes, contentType) ->
                DecodedPayload.of(JsonNodeFactory.instance.stringNode(PayloadText.decode(bytes, contentType)));
    }
}
