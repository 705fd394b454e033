package dev.capstan.format.text;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.format.text.internal.yaml.YamlDecoder;

/** YAML 1.2 with the core schema: the value of the document, or an array when there are several documents. */
public final class YamlFormat implements PayloadFormat {
    /** For the service loader. */
    public YamlFormat() {}

    @Override
    public String name() {
        return "yaml";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        return new YamlDecoder(context.limits());
    }
}
