package dev.capstan.authentication.internal.digest;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Parameters whose names end in an asterisk (RFC 8187, section 3.2): {@code UTF-8'language'percent-encoded}. */
final class ExtendedValue {
    private static final String CHARSET = "UTF-8'";

    private ExtendedValue() {}

    /** The text's bytes in UTF-8; null when it is not such a value. */
    static byte @Nullable [] decode(String value) {
        int language = CHARSET.length();
        int quote = value.indexOf('\'', language);
        if (!value.regionMatches(true, 0, CHARSET, 0, language) || quote < 0) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = quote + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '%') {
                if (i + 2 >= value.length()
                        || !HexFormat.isHexDigit(value.charAt(i + 1))
                        || !HexFormat.isHexDigit(value.charAt(i + 2))) {
                    return null;
                }
                bytes.write(HexFormat.fromHexDigits(value, i + 1, i + 3));
                i += 2;
            } else if (c > ' ' && c < 0x7F) {
                bytes.write(c);
            } else {
                return null;
            }
        }
        return bytes.toByteArray();
    }
}
