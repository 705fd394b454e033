package dev.capstan.transport;

import dev.capstan.document.syntax.PathTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A path of a listener, and who answers there.
 *
 * @param method upper case; null means that the handler takes every method, also to refuse it
 * @param path matched as {@link dev.capstan.document.syntax.PathTemplate} says; its query is not matched
 * @param handler answers
 * @param optional whether it gives way, without a word, to any other route of that path and method; two owners' optional
 *     routes for one path cancel each other
 * @param restOfPath whether the path's last segment, which is one placeholder, takes the whole rest of a request's path, also none
 *     at all; see {@link PathMatch#rest()}. Any other route that matches goes first.
 * @param place the document's place that asks for it, as {@code file:line:column}, for messages
 */
public record Route(
        @Nullable String method,
        PathTemplate path,
        ExchangeHandler handler,
        boolean optional,
        boolean restOfPath,
        String place) {
    /** A route whose placeholders take one segment each. */
    public Route(@Nullable String method, PathTemplate path, ExchangeHandler handler, boolean optional, String place) {
        this(method, path, handler, optional, false, place);
    }
}
