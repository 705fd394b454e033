package dev.capstan.http.head;

/** What the names and values of header fields may consist of (RFC 9110, sections 5.5 and 5.6.2). */
public final class HeaderText {
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '0'; c <= 'z'; c++) {
            TOKEN[c] = Character.isLetterOrDigit(c);
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private HeaderText() {}

    /** Whether the text is a token, as the names of fields and of cookies have to be. */
    public static boolean isToken(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= TOKEN.length || !TOKEN[c]) {
                return false;
            }
        }
        return text.length() > 0;
    }

    /** Whether the byte is a character of tokens. */
    public static boolean isTokenByte(byte b) {
        return b >= 0 && TOKEN[b];
    }

    /** Whether the text has no control character, a tab included, so that it can stand in a field. */
    public static boolean hasNoControls(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text can be a field's value as it is received: Latin-1, with no control character but tabs. */
    public static boolean isValue(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((isControl(c) && c != '\t') || c > 0xFF) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(char c) {
        return c < ' ' || c == 0x7F;
    }
}
