package dev.capstan.document.linked;

import dev.capstan.document.syntax.JsonPathExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a REST request an argument is found. */
public sealed interface ArgumentSource {
    /** By its own name, in the arguments of a tool call. */
    record Named() implements ArgumentSource {}

    /**
     * In the path.
     *
     * @param placeholder its place among the exposed path's placeholders
     */
    record InPath(int placeholder) implements ArgumentSource {}

    /** In the query. */
    record InQuery(String name) implements ArgumentSource {}

    /**
     * In a header field.
     *
     * @param names to be tried in order
     * @param orQuery a query parameter to try last; null when there is none
     */
    record InHeader(List<String> names, @Nullable String orQuery) implements ArgumentSource {}

    /** In a cookie; see {@link InHeader}. */
    record InCookie(List<String> names, @Nullable String orQuery) implements ArgumentSource {}

    /**
     * A field of the JSON or form body.
     *
     * @param name tried as it is, then split at its dots
     * @param orQuery a query parameter to try next; null when there is none
     * @param orWhole whether a body without such a field is the value itself
     */
    record InBody(String name, @Nullable String orQuery, boolean orWhole) implements ArgumentSource {}

    /** A JSONPath into the JSON body. */
    record AtBodyPath(JsonPathExpression path) implements ArgumentSource {}

    /** The whole body, bytes untouched. */
    record WholeBody() implements ArgumentSource {}

    /** Where a REST caller puts it, for people; {@code arguments} for a tool. */
    default String place() {
        if (this instanceof InPath) {
            return "path";
        } else if (this instanceof InQuery) {
            return "query";
        } else if (this instanceof InHeader) {
            return "header";
        } else if (this instanceof InCookie) {
            return "cookie";
        } else if (this instanceof WholeBody) {
            return "whole body";
        }
        return this instanceof Named ? "arguments" : "body";
    }
}
