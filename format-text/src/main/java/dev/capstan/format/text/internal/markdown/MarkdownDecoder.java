package dev.capstan.format.text.internal.markdown;

import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.engine.spi.format.PayloadText;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Decodes Markdown documents to front matter, tables and sections. */
public final class MarkdownDecoder implements PayloadDecoder {
    /**
     * How deep quotes and lists, and emphasis and links, are nested at most; what is deeper is read as text. Each line costs
     * as many steps as containers are open around it.
     */
    private static final int MAX_NESTING = 100;

    private final String headingPrefix;
    private final PayloadLimits limits;
    private final Parser parser;

    /**
     * Within those limits.
     *
     * @param headingPrefix what the headings of the sections to keep begin with; null for all
     */
    public MarkdownDecoder(@Nullable String headingPrefix, PayloadLimits limits) {
        this.headingPrefix = headingPrefix == null ? "" : headingPrefix.strip();
        this.limits = limits;
        parser = Parser.builder()
                .extensions(List.of(
                        TablesExtension.builder().maxCells(limits.maxValues()).build()))
                .maxOpenBlockParsers(MAX_NESTING)
                .maxInlineNesting(MAX_NESTING)
                .build();
    }

    @Override
    public DecodedPayload decode(ByteBuf bytes, @Nullable String contentType) throws PayloadException {
        String text = PayloadText.decode(bytes, contentType);
        PayloadBudget budget = new PayloadBudget(limits);
        budget.addValues(1);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        FrontMatter frontMatter = FrontMatter.of(text);
        result.set("frontMatter", frontMatter.read(budget));
        String content = frontMatter.isPresent() ? text.substring(frontMatter.end()) : text;
        MarkupCount.check(content, limits);
        Node document = parse(content);
        result.set("tables", new TableReader(budget).read(document));
        result.set("sections", new SectionReader(headingPrefix, budget).read(document));
        return DecodedPayload.of(result);
    }

    private Node parse(String content) throws PayloadException {
        try {
            return parser.parse(content);
        } catch (IllegalArgumentException e) {
            // The one complaint that this parser has: more cells in tables than it was built for.
            throw new PayloadException("is Markdown whose tables hold more than " + limits.maxValues() + " cells");
        }
    }
}
