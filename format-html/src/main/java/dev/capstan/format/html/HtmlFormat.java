package dev.capstan.format.html;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.format.html.internal.HtmlDecoder;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * HTML: an object with the tables of a page, each an array of one object for each row. The operation's {@code outputSchema},
 * if any, is a CSS selector of the tables, or of elements that hold them.
 */
public final class HtmlFormat implements PayloadFormat {
    /** For the service loader. */
    public HtmlFormat() {}

    @Override
    public String name() {
        return "html";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public PayloadDecoder decoder(PayloadFormatContext context) {
        return new HtmlDecoder(selector(context.outputSchema()), context.limits());
    }

    private static @Nullable Evaluator selector(@Nullable String css) {
        if (css == null || css.isBlank()) {
            return null;
        }
        try {
            return Selector.evaluatorOf(css);
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            throw new InvalidSettingException("outputSchema: \"" + css
                    + "\" is not a CSS selector; write one that selects tables, such as table.prices");
        }
    }
}
