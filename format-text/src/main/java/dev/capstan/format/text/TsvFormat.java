package dev.capstan.format.text;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.format.text.internal.separated.SeparatedDecoder;

/** Tab-separated values: as {@link CsvFormat}, with tabs. */
public final class TsvFormat implements PayloadFormat {
    /** For the service loader. */
    public TsvFormat() {}

    @Override
    public String name() {
        return "tsv";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        return new SeparatedDecoder('\t', "TSV", context.limits());
    }
}
