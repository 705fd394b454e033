package dev.capstan.format.text;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.format.text.internal.separated.SeparatedDecoder;

/** Comma-separated values as in RFC 4180: an array of one object for each row, by the names of the header. */
public final class CsvFormat implements PayloadFormat {
    /** For the service loader. */
    public CsvFormat() {}

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        return new SeparatedDecoder(',', "CSV", context.limits());
    }
}
