package dev.capstan.format.text;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.format.text.internal.markdown.MarkdownDecoder;

/** CommonMark with pipe tables: an object with the front matter, the tables and the sections of the document. The operation's {@code outputSchema}, if any, is what the headings of the sections to keep begin with. */
public final class MarkdownFormat implements PayloadFormat {
    /** For the service loader. */
    public MarkdownFormat() {}

    @Override
    public String name() {
        return "markdown";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        return new MarkdownDecoder(context.outputSchema(), context.limits());
    }
}
