package dev.capstan.format.text.internal.markdown;

import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Text without its markup. Blocks have an empty line between them, items of a tight list a line end; tables are left out.
 */
final class PlainText {
    private final StringBuilder text = new StringBuilder();
    /** What goes between the last block and the next one. */
    private String gap = "";

    private PlainText() {}

    /** The text inside a node that holds inline nodes, on one line. */
    static String ofInline(Node node) {
        PlainText plain = new PlainText();
        plain.addInline(node);
        return plain.text.toString().replace('\n', ' ').strip();
    }

    /** The text of the blocks from one node on, up to another of the same parent. */
    static String ofBlocks(@Nullable Node first, @Nullable Node end) {
        PlainText plain = new PlainText();
        plain.addBlocks(first, end, "\n\n");
        return plain.text.toString();
    }

    private void addBlocks(@Nullable Node first, @Nullable Node end, String between) {
        for (Node block = first; block != null && block != end; block = block.getNext()) {
            int before = text.length();
            addBlock(block);
            if (text.length() > before) {
                gap = between;
            }
        }
    }

    /** Blocks nest as deep as the parser lets them; that is bounded. */
    private void addBlock(Node block) {
        if (block instanceof FencedCodeBlock code) {
            addPiece(code.getLiteral());
        } else if (block instanceof IndentedCodeBlock code) {
            addPiece(code.getLiteral());
        } else if (block instanceof HtmlBlock html) {
            addPiece(html.getLiteral());
        } else if (block.getFirstChild() instanceof Block) {
            addBlocks(block.getFirstChild(), null, isTight(block) ? "\n" : "\n\n");
        } else if (!(block instanceof TableBlock)) {
            PlainText inline = new PlainText();
            inline.addInline(block);
            addPiece(inline.text.toString());
        }
    }

    private static boolean isTight(Node block) {
        Node list = block instanceof ListItem ? block.getParent() : block;
        return list instanceof ListBlock items && items.isTight();
    }

    private void addPiece(String piece) {
        String trimmed = piece.stripTrailing();
        if (!trimmed.isEmpty()) {
            text.append(text.isEmpty() ? "" : gap).append(trimmed);
        }
    }

    private void addInline(Node node) {
        Node inline = node.getFirstChild();
        while (inline != null) {
            if (inline instanceof Text plain) {
                text.append(plain.getLiteral());
            } else if (inline instanceof Code code) {
                text.append(code.getLiteral());
            } else if (inline instanceof SoftLineBreak || inline instanceof HardLineBreak) {
                text.append('\n');
            }
            inline = following(inline, node);
        }
    }

    /** The next node in document order inside of another one. */
    private static @Nullable Node following(Node node, Node inside) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node at = node;
        while (at != null && at != inside && at.getNext() == null) {
            at = at.getParent();
        }
        return at == null || at == inside ? null : at.getNext();
    }
}
