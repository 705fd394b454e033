package dev.capstan.format.text;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.format.text.internal.separated.SeparatedDecoder;

/** Values separated by vertical bars: as {@link CsvFormat}, with {@code |}. */
public final class PsvFormat implements PayloadFormat {
    /** For the service loader. */
    public PsvFormat() {}

    @Override
    public String name() {
        return "psv";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        return new SeparatedDecoder('|', "PSV", context.limits());
    }
}
