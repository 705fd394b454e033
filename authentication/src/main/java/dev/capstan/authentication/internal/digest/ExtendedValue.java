package dev.capstan.authentication.internal.digest;

import dev.capstan.http.uri.PercentDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Parameters whose names end in an asterisk (RFC 8187, section 3.2): {@code UTF-8'language'percent-encoded}. */
final class ExtendedValue {
    private static final String CHARSET = "UTF-8'";

    private ExtendedValue() {}

    /** The text's bytes in UTF-8; null when it is not such a value. */
    static byte @Nullable [] decode(String value) {
        int language = CHARSET.length();
        int quote = value.indexOf('\'', language);
        if (!value.regionMatches(true, 0, CHARSET, 0, language)
                || quote < 0
                || value.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            return null;
        }
        String text = PercentDecoder.decode(value, quote + 1, value.length(), false);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
