package dev.capstan.format.text.internal.xml;

import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.engine.spi.format.PayloadText;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Decodes XML documents. */
public final class XmlDecoder implements PayloadDecoder {
    private final PayloadLimits limits;

    /** Within those limits. */
    public XmlDecoder(PayloadLimits limits) {
        this.limits = limits;
    }

    @Override
    public DecodedPayload decode(ByteBuf bytes, @Nullable String contentType) throws PayloadException {
        String text = PayloadText.decodeMarkup(bytes, contentType);
        return new XmlParser(text, new ElementTree(limits)).parse();
    }
}
