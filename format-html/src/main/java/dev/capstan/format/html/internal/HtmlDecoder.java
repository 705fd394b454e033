package dev.capstan.format.html.internal;

import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.engine.spi.format.PayloadText;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Decodes HTML pages to their tables. */
public final class HtmlDecoder implements PayloadDecoder {
    private final @Nullable Evaluator selector;
    private final PayloadLimits limits;

    /**
     * Within those limits.
     *
     * @param selector of the tables, or of elements that hold them; null for all tables
     */
    public HtmlDecoder(@Nullable Evaluator selector, PayloadLimits limits) {
        this.selector = selector;
        this.limits = limits;
    }

    @Override
    public DecodedPayload decode(ByteBuf bytes, @Nullable String contentType) throws PayloadException {
        Document page = new PageParser(limits).parse(PayloadText.decodeMarkup(bytes, contentType));
        PayloadBudget budget = new PayloadBudget(limits);
        budget.addValues(2);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode tables = result.putArray("tables");
        for (Element table : tables(page)) {
            ArrayNode rows = new TableRows(table, budget).read();
            if (rows != null) {
                tables.add(rows);
            }
        }
        return DecodedPayload.of(result);
    }

    /** The tables to read, in the page's order. */
    private List<Element> tables(Document page) {
        if (selector == null) {
            return page.getElementsByTag("table");
        }
        Set<Element> selected = new HashSet<>(page.select(selector));
        List<Element> tables = new ArrayList<>();
        page.traverse(new NodeVisitor() {
            /** How many selected elements that are no tables are around. */
            private int holders;

            @Override
            public void head(Node node, int depth) {
                if (!(node instanceof Element element)) {
                    return;
                }
                boolean isSelected = selected.contains(element);
                if (element.nameIs("table")) {
                    if (isSelected || holders > 0) {
                        tables.add(element);
                    }
                } else if (isSelected) {
                    holders++;
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && !element.nameIs("table") && selected.contains(element)) {
                    holders--;
                }
            }
        });
        return tables;
    }
}
