package dev.capstan.format.text;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.format.text.internal.xml.XmlDecoder;

/** XML: the content of the root element, with child elements and attributes as fields by their local names. */
public final class XmlFormat implements PayloadFormat {
    /** For the service loader. */
    public XmlFormat() {}

    @Override
    public String name() {
        return "xml";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public boolean isSingleValueList() {
        return true;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        return new XmlDecoder(context.limits());
    }
}
