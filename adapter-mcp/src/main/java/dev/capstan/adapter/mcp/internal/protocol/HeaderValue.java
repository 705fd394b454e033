package dev.capstan.adapter.mcp.internal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Values that a message and a header field both say. */
public final class HeaderValue {
    private static final String ENCODED_BEGIN = "=?base64?";
    private static final String ENCODED_END = "?=";

    private HeaderValue() {}

    /** The value of a field, which may be in base64 ({@code =?base64?…?=}); null when it is none, with its padding, or no UTF-8. */
    public static @Nullable String decoded(String sent) {
        if (!sent.startsWith(ENCODED_BEGIN)
                || !sent.endsWith(ENCODED_END)
                || sent.length() < ENCODED_BEGIN.length() + ENCODED_END.length()) {
            return sent;
        }
        String encoded = sent.substring(ENCODED_BEGIN.length(), sent.length() - ENCODED_END.length());
        if (encoded.length() % 4 != 0) {
            return null;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}
