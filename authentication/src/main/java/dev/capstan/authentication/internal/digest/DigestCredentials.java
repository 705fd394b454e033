package dev.capstan.authentication.internal.digest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of an answer to a Digest challenge (RFC 7616, section 3.4), by name in lower case, without quotes. */
final class DigestCredentials {
    private final Map<String, String> parameters;

    private DigestCredentials(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Reads them; null when they are no list of parameters, or have one twice. */
    static @Nullable DigestCredentials parse(String text) {
        Map<String, String> parameters = new HashMap<>();
        Reader reader = new Reader(text);
        while (reader.skipToItem()) {
            String name = reader.name();
            String value = name == null ? null : reader.value();
            if (name == null || value == null || parameters.putIfAbsent(name, value) != null) {
                return null;
            }
        }
        return new DigestCredentials(parameters);
    }

    /** The parameter's value; empty when it is not there. */
    String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Whether the parameter is there. */
    boolean has(String name) {
        return parameters.containsKey(name);
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        /** Skips white space and commas; false at the end. */
        boolean skipToItem() {
            while (at < text.length() && (isWhiteSpace() || text.charAt(at) == ',')) {
                at++;
            }
            return at < text.length();
        }

        /** The name in front of an equals sign, which is skipped; null when there is none. */
        @Nullable
        String name() {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                return null;
            }
            String name = text.substring(at, equals).trim();
            at = equals + 1;
            return name.isEmpty() || name.indexOf('"') >= 0 || name.indexOf(',') >= 0
                    ? null
                    : name.toLowerCase(Locale.ROOT);
        }

        /** A token or quoted string, up to the next comma, which is not skipped; null when it is neither. */
        @Nullable
        String value() {
            while (at < text.length() && isWhiteSpace()) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted();
            }
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            String token = text.substring(at, end).trim();
            at = end;
            return token.indexOf('"') >= 0 ? null : token;
        }

        private @Nullable String quoted() {
            StringBuilder value = new StringBuilder();
            for (int i = at + 1; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"') {
                    at = i + 1;
                    return endsItem() ? value.toString() : null;
                }
                if (c == '\\' && ++i == text.length()) {
                    return null;
                }
                value.append(text.charAt(i));
            }
            return null;
        }

        private boolean endsItem() {
            while (at < text.length() && isWhiteSpace()) {
                at++;
            }
            return at == text.length() || text.charAt(at) == ',';
        }

        private boolean isWhiteSpace() {
            return text.charAt(at) == ' ' || text.charAt(at) == '\t';
        }
    }
}
