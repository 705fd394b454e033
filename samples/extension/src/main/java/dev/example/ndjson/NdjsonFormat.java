package dev.example.ndjson;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;

/** Newline-delimited JSON: an array with the value of each line. */
public final class NdjsonFormat implements PayloadFormat {
    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        return new NdjsonDecoder(context.limits());
    }
}
