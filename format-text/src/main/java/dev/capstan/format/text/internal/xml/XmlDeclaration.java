package dev.capstan.format.text.internal.xml;

import dev.capstan.engine.spi.format.PayloadException;
import java.util.regex.Pattern;

/** The XML declaration. What it says of the encoding was used before. */
final class XmlDeclaration {
    private static final Pattern CONTENT = Pattern.compile("\\s+version\\s*=\\s*(?:\"1\\.[0-9]{1,9}\"|'1\\.[0-9]{1,9}')"
            + "(?:\\s+encoding\\s*=\\s*(?:\"[A-Za-z][A-Za-z0-9._-]{0,99}\"|'[A-Za-z][A-Za-z0-9._-]{0,99}'))?"
            + "(?:\\s+standalone\\s*=\\s*(?:\"(?:yes|no)\"|'(?:yes|no)'))?\\s*");

    private XmlDeclaration() {}

    /** Takes the declaration, if there is one. */
    static void take(XmlCursor cursor) throws PayloadException {
        int start = cursor.at();
        if (!cursor.take("<?xml")) {
            return;
        }
        if (XmlCharacters.isName(cursor.peek())) {
            cursor.moveTo(start);
            return;
        }
        int content = cursor.at();
        int end = cursor.takeThrough("?>", "the XML declaration");
        // Bounded: the pattern's cost grows with the text's length.
        if (end - content > 1_000
                || !CONTENT.matcher(new String(cursor.text(), content, end - content))
                        .matches()) {
            cursor.moveTo(start);
            throw cursor.malformed("the XML declaration is malformed");
        }
    }
}
