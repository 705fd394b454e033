package dev.capstan.format.html.internal;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * The text of a cell: runs of white space are one space, and none stands at the ends. A table in the cell is left out, for it
 * is read as one of its own.
 */
final class CellText implements NodeFilter {
    private final Element cell;
    private final StringBuilder text = new StringBuilder();
    private boolean spaceDue;

    private CellText(Element cell) {
        this.cell = cell;
    }

    static String of(Element cell) {
        CellText reading = new CellText(cell);
        cell.filter(reading);
        return reading.text.toString();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode piece) {
            append(piece.getWholeText());
        } else if (node instanceof Element element && !element.equals(cell)) {
            breakAt(element);
            if (element.nameIs("table")) {
                return FilterResult.SKIP_CHILDREN;
            }
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            breakAt(element);
        }
        return FilterResult.CONTINUE;
    }

    /** Words on both sides of a block or a line break are two words. */
    private void breakAt(Element element) {
        spaceDue |= element.isBlock() || element.nameIs("br");
    }

    private void append(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
                spaceDue = true;
            } else {
                if (spaceDue && !text.isEmpty()) {
                    text.append(' ');
                }
                spaceDue = false;
                text.append(c);
            }
        }
    }
}
