package dev.capstan.format.html.internal;

import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;
import java.util.Iterator;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/** Parses a page, which nothing but its size can make fail. */
final class PageParser {
    /** The elements {@code html} and {@code body}, which every page has around it. */
    private static final int AROUND = 2;

    private final PayloadLimits limits;

    PageParser(PayloadLimits limits) {
        this.limits = limits;
    }

    Document parse(String text) throws PayloadException {
        PayloadBudget elements = new PayloadBudget(limits);
        // The parser closes what nests deeper; one level more shows that it had to.
        Parser settings = Parser.htmlParser().setMaxDepth(limits.maxDepth() + AROUND + 1);
        try (StreamParser parser = new StreamParser(settings).parse(text, "")) {
            // Elements are counted as they are closed; those that are open are as many as levels are allowed.
            Iterator<Element> closed = parser.iterator();
            while (closed.hasNext()) {
                closed.next();
                elements.addValue();
            }
            Document page = parser.document();
            checkDepth(page, elements);
            return page;
        }
    }

    private static void checkDepth(Document page, PayloadBudget elements) throws PayloadException {
        int[] deepest = {0};
        page.traverse((node, depth) -> {
            if (node instanceof Element) {
                deepest[0] = Math.max(deepest[0], depth);
            }
        });
        elements.checkDepth(deepest[0] - AROUND);
    }
}
