package dev.capstan.format.text.internal.xml;

import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadException;

/**
 * Parses an XML 1.0 document: one pass, no recursion, no document type declaration, no entity but the five that XML defines.
 * What must be well-formed is checked; prefixes need not be declared. For one document.
 */
final class XmlParser {
    private final XmlCursor cursor;
    private final char[] text;
    private final ElementTree tree;

    XmlParser(String text, ElementTree tree) {
        cursor = new XmlCursor(text);
        this.text = cursor.text();
        this.tree = tree;
    }

    DecodedPayload parse() throws PayloadException {
        XmlDeclaration.take(cursor);
        takeMiscellaneous();
        cursor.require("<");
        takeStartTag();
        while (tree.isOpen()) {
            takeContent();
        }
        takeMiscellaneous();
        if (!cursor.isAtEnd()) {
            throw cursor.malformed("something stands behind the root element");
        }
        return tree.result();
    }

    /** Comments, processing instructions and white space around the root element. */
    private void takeMiscellaneous() throws PayloadException {
        while (true) {
            cursor.takeSpaces();
            if (cursor.take("<!--")) {
                takeComment();
            } else if (cursor.take("<?")) {
                takeInstruction();
            } else if (cursor.take("<!DOCTYPE")) {
                throw new PayloadException("is XML with a document type declaration (DTD), which is not read");
            } else {
                return;
            }
        }
    }

    /** Text up to the next markup, and that markup. */
    private void takeContent() throws PayloadException {
        takeText();
        if (cursor.isAtEnd()) {
            throw cursor.malformed("an element is not closed");
        }
        cursor.moveTo(cursor.at() + 1);
        switch (cursor.peek()) {
            case '/' -> takeEndTag();
            case '?' -> {
                cursor.moveTo(cursor.at() + 1);
                takeInstruction();
            }
            case '!' -> {
                if (cursor.take("!--")) {
                    takeComment();
                } else if (cursor.take("![CDATA[")) {
                    int start = cursor.at();
                    addLines(start, cursor.takeThrough("]]>", "a CDATA section"));
                } else {
                    throw cursor.malformed("markup that is no element, comment or CDATA section");
                }
            }
            default -> takeStartTag();
        }
    }

    private void takeText() throws PayloadException {
        int start = cursor.at();
        int at = start;
        while (at < text.length) {
            char c = text[at];
            if (c < 0xFFFE && (c > ']' || c >= ' ' && c != '<' && c != '&' && c != ']')) {
                at++;
                continue;
            }
            if (c == '<') {
                break;
            }
            cursor.moveTo(at);
            if (c == '&') {
                tree.addText(text, start, at);
                tree.addCharacter(cursor.takeReference());
                at = cursor.at();
                start = at;
            } else if (c == '\r') {
                tree.addText(text, start, at);
                tree.addCharacter('\n');
                at += at + 1 < text.length && text[at + 1] == '\n' ? 2 : 1;
                start = at;
            } else {
                if (c == ']' && cursor.take("]]>")) {
                    cursor.moveTo(at);
                    throw cursor.malformed("]]> stands outside of a CDATA section");
                }
                cursor.requireAllowed();
                at++;
            }
        }
        tree.addText(text, start, at);
        cursor.moveTo(at);
    }

    /** Adds a piece of text as it is, but for its line ends. */
    private void addLines(int start, int end) {
        int from = start;
        for (int i = start; i < end; i++) {
            if (text[i] == '\r') {
                tree.addText(text, from, i);
                tree.addCharacter('\n');
                from = i + 1 < end && text[i + 1] == '\n' ? i + 2 : i + 1;
                i = from - 1;
            }
        }
        tree.addText(text, from, end);
    }

    private void takeComment() throws PayloadException {
        cursor.takeThrough("--", "a comment");
        cursor.require(">");
    }

    private void takeInstruction() throws PayloadException {
        XmlName target = cursor.takeName();
        if (target.qualified().equalsIgnoreCase("xml")) {
            throw cursor.malformed("an XML declaration stands only at the very beginning");
        }
        if (!cursor.takeSpaces()) {
            cursor.require("?>");
        } else {
            cursor.takeThrough("?>", "a processing instruction");
        }
    }

    private void takeStartTag() throws PayloadException {
        XmlName name = cursor.takeName();
        tree.open(name);
        while (true) {
            boolean spaces = cursor.takeSpaces();
            char next = cursor.peek();
            if (next == '>') {
                cursor.moveTo(cursor.at() + 1);
                return;
            }
            if (next == '/') {
                cursor.require("/>");
                tree.close();
                return;
            }
            if (!spaces) {
                throw cursor.malformed("white space, > or /> is expected");
            }
            takeAttribute();
        }
    }

    private void takeAttribute() throws PayloadException {
        int start = cursor.at();
        XmlName name = cursor.takeName();
        cursor.takeSpaces();
        cursor.require("=");
        cursor.takeSpaces();
        char quote = cursor.peek();
        if (quote != '"' && quote != '\'') {
            throw cursor.malformed("quotes are expected");
        }
        int end = valueEnd(cursor.at() + 1, quote);
        String value = end >= 0 ? new String(text, cursor.at() + 1, end - cursor.at() - 1) : null;
        if (value == null) {
            cursor.moveTo(cursor.at() + 1);
            value = takeValue(quote);
        } else {
            cursor.moveTo(end + 1);
        }
        if (!tree.addAttribute(name, value)) {
            cursor.moveTo(start);
            throw cursor.malformed("the element has an attribute of that name already");
        }
    }

    /** The end of a value that is taken as it is; -1 when something in it has to be looked at. */
    private int valueEnd(int from, char quote) {
        for (int i = from; i < text.length; i++) {
            char c = text[i];
            if (c == quote) {
                return i;
            }
            if (c == '<' || c == '&' || c < ' ' || c >= 0xFFFE) {
                return -1;
            }
        }
        return -1;
    }

    private String takeValue(char quote) throws PayloadException {
        StringBuilder value = new StringBuilder();
        while (!cursor.isAtEnd()) {
            char c = cursor.peek();
            if (c == '&') {
                value.appendCodePoint(cursor.takeReference());
                continue;
            }
            if (c == '<') {
                throw cursor.malformed("< stands in an attribute");
            }
            cursor.requireAllowed();
            cursor.moveTo(cursor.at() + 1);
            if (c == quote) {
                return value.toString();
            }
            if (c == '\r' && cursor.peek() == '\n') {
                cursor.moveTo(cursor.at() + 1);
            }
            value.append(XmlCharacters.isSpace(c) ? ' ' : c);
        }
        throw cursor.malformed("the quotes of an attribute are not closed");
    }

    private void takeEndTag() throws PayloadException {
        cursor.moveTo(cursor.at() + 1);
        if (!cursor.take(tree.openName()) || XmlCharacters.isName(cursor.peek())) {
            throw cursor.malformed("the end tag is of another element than the one that is open");
        }
        cursor.takeSpaces();
        cursor.require(">");
        tree.close();
    }
}
