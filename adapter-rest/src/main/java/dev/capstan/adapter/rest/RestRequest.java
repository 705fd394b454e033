package dev.capstan.adapter.rest;

import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request as arguments are taken from it. Its body is read only for those that are in the body. */
final class RestRequest {
    private final HttpExchange exchange;
    private final PathMatch match;
    private final @Nullable JsonNode body;
    private final boolean isForm;
    private @Nullable CookieFields cookies;

    /**
     * A request to bind.
     *
     * @param body null when there is none, or none that anyone asks for
     * @param isForm whether the body is a form, all of whose fields are text
     */
    RestRequest(HttpExchange exchange, PathMatch match, @Nullable JsonNode body, boolean isForm) {
        this.exchange = exchange;
        this.match = match;
        this.body = body;
        this.isForm = isForm;
    }

    String inPath(int placeholder) {
        return match.value(placeholder);
    }

    List<String> inQuery(String name) {
        return exchange.rawQuery() == null ? List.of() : exchange.query().all(name);
    }

    List<String> inHeader(String name) {
        return exchange.headers().getAll(name);
    }

    @Nullable
    String inCookie(String name) {
        if (cookies == null) {
            cookies = new CookieFields(exchange.headers().getAll("cookie"));
        }
        return cookies.get(name);
    }

    boolean isForm() {
        return isForm;
    }

    @Nullable
    JsonNode body() {
        return body;
    }
}
