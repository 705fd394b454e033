package dev.capstan.transport;

/** What a request's path put into the placeholders of the route that it matched. */
public interface PathMatch {
    /**
     * The decoded value of a placeholder.
     *
     * @param placeholder its place among the route's {@link dev.capstan.document.syntax.PathTemplate#placeholders()}; not that of the
     *     one that takes the rest of the path
     */
    String value(int placeholder);

    /**
     * The rest of the path that a route with {@link Route#restOfPath()} took: as sent, not decoded, and without the slash before
     * it. Empty when there is none, and for other routes.
     */
    default String rest() {
        return "";
    }
}
