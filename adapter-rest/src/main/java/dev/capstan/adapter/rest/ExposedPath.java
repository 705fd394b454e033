package dev.capstan.adapter.rest;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.document.syntax.PathTemplate.Literal;
import dev.capstan.document.syntax.PathTemplate.Part;
import dev.capstan.document.syntax.PathTemplate.Placeholder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the values of an exposed path's placeholders are: those behind a question mark are query parameters. */
final class ExposedPath {
    private final int inPath;
    private final List<String> queryParameters = new ArrayList<>();

    ExposedPath(PathTemplate path) {
        String before = "";
        for (Part part : path.query()) {
            if (part instanceof Literal literal) {
                before = literal.text();
            } else if (part instanceof Placeholder placeholder) {
                queryParameters.add(parameterName(before, placeholder.name()));
                before = "";
            }
        }
        this.inPath = path.placeholders().size() - queryParameters.size();
    }

    /** In {@code a={x}&b={y}}, {@code b} for y; the placeholder's own name where none is written. */
    private static String parameterName(String before, String placeholder) {
        if (!before.endsWith("=")) {
            return placeholder;
        }
        return before.substring(before.lastIndexOf('&') + 1, before.length() - 1);
    }

    /** The query parameter that fills a placeholder; null for one in the path itself. */
    @Nullable
    String queryParameter(int placeholder) {
        return placeholder < inPath ? null : queryParameters.get(placeholder - inPath);
    }
}
