package dev.capstan.linter.report.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML 1.0, one element a line. Characters that XML cannot hold become U+FFFD. */
final class XmlOutput {
    private final Writer out;
    private final XMLStreamWriter xml;
    private int depth;

    XmlOutput(Writer out) {
        this.out = out;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** Opens an element; names and values of attributes alternate. */
    void start(String name, String... attributes) {
        try {
            newLine();
            xml.writeStartElement(name);
            attributes(attributes);
            depth++;
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** Closes the element that was opened last. */
    void end() {
        try {
            depth--;
            newLine();
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** An element that holds nothing. */
    void empty(String name, String... attributes) {
        try {
            newLine();
            xml.writeEmptyElement(name);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** An element that holds a text. */
    void text(String name, String text, String... attributes) {
        try {
            newLine();
            xml.writeStartElement(name);
            attributes(attributes);
            xml.writeCharacters(allowed(text));
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    void finish() {
        try {
            xml.writeEndDocument();
            xml.writeCharacters("\n");
            xml.flush();
            out.flush();
        } catch (XMLStreamException e) {
            throw failure(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void newLine() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], allowed(attributes[i + 1]));
        }
    }

    /** XML 1.0, section 2.2, with line ends as section 2.11 reads them. */
    private static String allowed(String text) {
        StringBuilder allowed = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .codePoints()
                .map(c ->
                        c == '\t' || c == '\n' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000
                                ? c
                                : 0xFFFD)
                .forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    private static UncheckedIOException failure(XMLStreamException e) {
        return new UncheckedIOException(
                e.getNestedException() instanceof IOException io ? io : new IOException("XML cannot be written", e));
    }
}
