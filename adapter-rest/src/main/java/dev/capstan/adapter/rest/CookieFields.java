package dev.capstan.adapter.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cookies of a request (RFC 6265, section 4.2.1); of several with one name, the first. */
final class CookieFields {
    private final Map<String, String> values = new HashMap<>();

    CookieFields(List<String> fields) {
        for (String field : fields) {
            int equals = field.indexOf('=');
            for (int from = 0; from < field.length(); ) {
                int end = field.indexOf(';', from);
                end = end < 0 ? field.length() : end;
                equals = equals >= 0 && equals < from ? field.indexOf('=', from) : equals;
                if (equals >= 0 && equals < end) {
                    String name = field.substring(from, equals).trim();
                    values.putIfAbsent(
                            name, unquoted(field.substring(equals + 1, end).trim()));
                }
                from = end + 1;
            }
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }
}
