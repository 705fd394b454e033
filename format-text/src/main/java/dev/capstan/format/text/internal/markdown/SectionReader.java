package dev.capstan.format.text.internal.markdown;

import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Finds the sections of a document: a heading, and what stands between it and the next one. */
final class SectionReader {
    /** The document, the array, and the section. */
    private static final int SECTION_DEPTH = 3;

    private final String headingPrefix;
    private final PayloadBudget budget;

    SectionReader(String headingPrefix, PayloadBudget budget) {
        this.headingPrefix = headingPrefix;
        this.budget = budget;
    }

    ArrayNode read(Node document) throws PayloadException {
        budget.addValue();
        ArrayNode sections = JsonNodeFactory.instance.arrayNode();
        Heading heading = nextHeading(document.getFirstChild());
        while (heading != null) {
            Heading next = nextHeading(heading.getNext());
            String title = PlainText.ofInline(heading);
            if (title.startsWith(headingPrefix)) {
                budget.addValues(4);
                budget.checkDepth(SECTION_DEPTH);
                sections.addObject()
                        .put("heading", title)
                        .put("level", heading.getLevel())
                        .put("content", PlainText.ofBlocks(heading.getNext(), next));
            }
            heading = next;
        }
        return sections;
    }

    private static @Nullable Heading nextHeading(@Nullable Node from) {
        for (Node node = from; node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                return heading;
            }
        }
        return null;
    }
}
