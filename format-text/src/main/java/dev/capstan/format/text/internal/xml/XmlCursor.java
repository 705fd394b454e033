package dev.capstan.format.text.internal.xml;

import dev.capstan.engine.spi.format.PayloadException;
import org.jspecify.annotations.Nullable;

/** A place in an XML text, and the small pieces that can be read there. For one document. */
final class XmlCursor {
    /** Names repeat; each is made once as long as no other one has its slot. A fixed size: no name can make it slow. */
    private static final int NAME_SLOTS = 128;

    private final char[] text;
    private final @Nullable XmlName[] names = new XmlName[NAME_SLOTS];
    private int at;

    XmlCursor(String text) {
        this.text = text.toCharArray();
    }

    char[] text() {
        return text;
    }

    int at() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean isAtEnd() {
        return at == text.length;
    }

    /** The next character, not taken; NUL at the end, which no document holds. */
    char peek() {
        return at < text.length ? text[at] : 0;
    }

    /** Takes a text if it stands here. */
    boolean take(String expected) {
        int length = expected.length();
        if (length > text.length - at) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[at + i] != expected.charAt(i)) {
                return false;
            }
        }
        at += length;
        return true;
    }

    void require(String expected) throws PayloadException {
        if (!take(expected)) {
            throw malformed("\"" + expected + "\" is expected");
        }
    }

    /** Takes white space, and returns whether there was any. */
    boolean takeSpaces() {
        int start = at;
        while (at < text.length && XmlCharacters.isSpace(text[at])) {
            at++;
        }
        return at > start;
    }

    /** Moves behind the next occurrence of a text, and returns where that stands. */
    int takeThrough(String end, String what) throws PayloadException {
        char first = end.charAt(0);
        int start = at;
        while (at < text.length) {
            if (text[at] == first && take(end)) {
                return at - end.length();
            }
            requireAllowed();
            at++;
        }
        at = start;
        throw malformed(what + " is not closed");
    }

    void requireAllowed() throws PayloadException {
        if (!XmlCharacters.isAllowed(text[at])) {
            throw malformed("a character that XML does not allow");
        }
    }

    /** Takes a name. */
    XmlName takeName() throws PayloadException {
        int start = at;
        if (at >= text.length || !XmlCharacters.isNameStart(text[at])) {
            throw malformed("a name is expected");
        }
        int hash = 0;
        while (at < text.length && XmlCharacters.isName(text[at])) {
            hash = hash * 31 + text[at++];
        }
        int length = at - start;
        int slot = (hash ^ hash >>> 15) & NAME_SLOTS - 1;
        XmlName known = names[slot];
        if (known != null && known.is(text, start, length)) {
            return known;
        }
        XmlName made = name(new String(text, start, length));
        names[slot] = made;
        return made;
    }

    private XmlName name(String qualified) throws PayloadException {
        int colon = qualified.indexOf(':');
        if (colon < 0) {
            return new XmlName(qualified, qualified, qualified.equals("xmlns"));
        }
        String local = qualified.substring(colon + 1);
        if (colon == 0 || local.isEmpty() || local.indexOf(':') >= 0 || !XmlCharacters.isNameStart(local.charAt(0))) {
            at -= qualified.length();
            throw malformed("a name has one prefix at most");
        }
        return new XmlName(qualified, local, qualified.startsWith("xmlns:"));
    }

    /**
     * Takes the reference that begins here with {@code &}, and returns its character.
     *
     * @throws PayloadException also for each entity that XML itself does not define
     */
    int takeReference() throws PayloadException {
        int start = at;
        at++;
        int character;
        if (take("#")) {
            character = takeNumber(take("x") ? 16 : 10);
        } else if (take("lt")) {
            character = '<';
        } else if (take("gt")) {
            character = '>';
        } else if (take("amp")) {
            character = '&';
        } else if (take("apos")) {
            character = '\'';
        } else if (take("quot")) {
            character = '"';
        } else {
            character = -1;
        }
        if (character < 0 || !take(";")) {
            at = start;
            throw malformed("an & that begins no character reference and none of XML's own entities");
        }
        if (!XmlCharacters.isAllowed(character)) {
            at = start;
            throw malformed("a reference to a character that XML does not allow");
        }
        return character;
    }

    private int takeNumber(int radix) {
        int start = at;
        int number = 0;
        while (at < text.length && text[at] < 128) {
            int digit = Character.digit(text[at], radix);
            if (digit < 0) {
                break;
            }
            number = Math.min(number * radix + digit, 0x110000);
            at++;
        }
        return at == start ? -1 : number;
    }

    /** That the document is malformed at this place. */
    PayloadException malformed(String why) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (text[i] == '\n' || text[i] == '\r' && (i + 1 == text.length || text[i + 1] != '\n')) {
                line++;
                lineStart = i + 1;
            }
        }
        return new PayloadException("is not XML: line " + line + ", column " + (at - lineStart + 1) + ": " + why);
    }
}
