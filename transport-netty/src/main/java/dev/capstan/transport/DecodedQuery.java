package dev.capstan.transport;

import dev.capstan.http.uri.PercentDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query, decoded as forms are. */
final class DecodedQuery implements QueryParameters {
    static final DecodedQuery NONE = new DecodedQuery(Map.of());

    private final Map<String, List<String>> values;

    private DecodedQuery(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Decodes a query; null when an escape is malformed. */
    static @Nullable DecodedQuery parse(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int from = 0;
        while (from < raw.length()) {
            int end = raw.indexOf('&', from);
            end = end < 0 ? raw.length() : end;
            int equals = raw.indexOf('=', from);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (end > from) {
                String name = PercentDecoder.decode(raw, from, nameEnd, true);
                String value = PercentDecoder.decode(raw, Math.min(nameEnd + 1, end), end, true);
                if (name == null || value == null) {
                    return null;
                }
                values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            }
            from = end + 1;
        }
        return new DecodedQuery(values);
    }

    @Override
    public List<String> all(String name) {
        List<String> found = values.get(name);
        return found == null ? List.of() : Collections.unmodifiableList(found);
    }

    @Override
    public List<String> names() {
        return List.copyOf(values.keySet());
    }
}
