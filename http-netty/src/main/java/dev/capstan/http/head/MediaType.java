package dev.capstan.http.head;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Media types (RFC 9110, section 8.3.1). */
public final class MediaType {
    /** JSON (RFC 8259). */
    public static final String JSON = "application/json";

    /** The form encoding of URLs (the URL standard). */
    public static final String FORM = "application/x-www-form-urlencoded";

    private MediaType() {}

    /** The type and subtype of a Content-Type field, in lower case and without parameters; empty for null. */
    public static String essence(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .trim()
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a type without parameters, in lower case, is one of JSON texts (RFC 6839, section 3.1). */
    public static boolean isJson(String essence) {
        return essence.equals(JSON) || essence.endsWith("+json") || essence.equals("text/json");
    }
}
