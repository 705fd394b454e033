package dev.capstan.transport;

/** What a request's path put into the placeholders of the route that it matched. */
public interface PathMatch {
    /**
     * The decoded value of a placeholder.
     *
     * @param placeholder its place among the route's {@link dev.capstan.document.syntax.PathTemplate#placeholders()}
     */
    String value(int placeholder);
}
