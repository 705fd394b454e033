package dev.capstan.authentication.credential;

import dev.capstan.http.head.HeaderText;
import java.nio.charset.StandardCharsets;

/** The text of header fields. A field's value has one character for each byte that was sent. */
public final class FieldText {
    private FieldText() {}

    /** The bytes that were sent. */
    public static byte[] bytes(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0xFF) {
                // Not decoded from bytes one by one. ISO-8859-1 would turn the character into a question mark, which a
                // secret may have at that place.
                return value.getBytes(StandardCharsets.UTF_8);
            }
        }
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether a client can send this text as a field's value, so that it arrives as it is. */
    public static boolean canBeSent(String text) {
        return !text.isEmpty()
                && text.charAt(0) != ' '
                && text.charAt(text.length() - 1) != ' '
                && HeaderText.hasNoControls(text);
    }
}
