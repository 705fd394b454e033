package dev.capstan.document.link.internal.adapter;

import dev.capstan.document.model.Authentication;
import dev.capstan.document.model.ParameterLocation;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The header fields by which callers of an adapter say who they are. They are arguments only where a document names them. */
record CallerCredentials(Set<String> headers) {
    /** Of an adapter that authenticates its callers so; null for one that does not. */
    static CallerCredentials of(@Nullable Authentication inbound) {
        Set<String> headers = new TreeSet<>(Set.of("authorization", "proxy-authorization", "cookie"));
        if (inbound != null) {
            for (Authentication.ApiKey key : inbound.apiKeys()) {
                if (key.place() == ParameterLocation.HEADER && key.key() != null) {
                    headers.add(key.key().toLowerCase(Locale.ROOT));
                }
            }
        }
        return new CallerCredentials(headers);
    }

    boolean isHeader(String name) {
        return headers.contains(name.toLowerCase(Locale.ROOT));
    }
}
