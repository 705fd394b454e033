package dev.capstan.format.text.internal.xml;

/** The character classes of XML 1.0, fifth edition. */
final class XmlCharacters {
    private static final boolean[] NAME_START = new boolean[128];
    private static final boolean[] NAME = new boolean[128];

    static {
        for (char c = 0; c < 128; c++) {
            NAME_START[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':';
            NAME[c] = NAME_START[c] || c >= '0' && c <= '9' || c == '-' || c == '.';
        }
    }

    private XmlCharacters() {}

    /** Whether a UTF-16 unit may begin a name. */
    static boolean isNameStart(char c) {
        if (c < 128) {
            return NAME_START[c];
        }
        return c >= 0xC0 && c != 0xD7 && c != 0xF7 && c <= 0x2FF
                || c >= 0x370 && c <= 0x1FFF && c != 0x37E
                || c == 0x200C
                || c == 0x200D
                || c >= 0x2070 && c <= 0x218F
                || c >= 0x2C00 && c <= 0x2FEF
                || c >= 0x3001 && c <= 0xD7FF
                // The surrogates of U+10000 to U+EFFFF.
                || c >= 0xD800 && c <= 0xDB7F
                || c >= 0xF900 && c <= 0xFDCF
                || c >= 0xFDF0 && c <= 0xFFFD;
    }

    /** Whether a UTF-16 unit may stand in a name behind its beginning. */
    static boolean isName(char c) {
        if (c < 128) {
            return NAME[c];
        }
        return isNameStart(c)
                || c == 0xB7
                || c >= 0x300 && c <= 0x36F
                || c == 0x203F
                || c == 0x2040
                || c >= 0xDC00 && c <= 0xDFFF;
    }

    /** Whether a UTF-16 unit may stand in a document; surrogates are known to come in pairs. */
    static boolean isAllowed(char c) {
        return c >= ' ' ? c < 0xFFFE : isSpace(c);
    }

    /** Whether a character reference may name that code point. */
    static boolean isAllowed(int codePoint) {
        return codePoint < 0x10000
                ? isAllowed((char) codePoint) && !Character.isSurrogate((char) codePoint)
                : codePoint <= 0x10FFFF;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
