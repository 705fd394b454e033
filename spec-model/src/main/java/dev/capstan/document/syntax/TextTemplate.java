package dev.capstan.document.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text with {@code {{name}}} in it. White space inside the braces does not count; braces that hold no name are text.
 *
 * @param parts literals and names, in order; no two literals side by side
 */
public record TextTemplate(List<Part> parts) {
    /** A piece of a template. */
    public sealed interface Part permits Literal, Name {}

    /** Text that stands for itself. */
    public record Literal(String text) implements Part {}

    /**
     * A name to be replaced by its value.
     *
     * @param name what stood between the braces, trimmed
     */
    public record Name(String name) implements Part {}

    /** Whether that text holds a template at all. */
    public static boolean isTemplate(String text) {
        return text.contains("{{");
    }

    /** Parses a text; never fails. */
    public static TextTemplate parse(String text) {
        List<Part> parts = new ArrayList<>();
        int literalFrom = 0;
        int at = text.indexOf("{{");
        while (at >= 0) {
            int end = text.indexOf("}}", at + 2);
            if (end < 0) {
                break;
            }
            int inner = text.lastIndexOf("{{", end);
            int from = Math.max(at, inner);
            String name = text.substring(from + 2, end).trim();
            if (name.isEmpty() || name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
                at = text.indexOf("{{", end + 2);
                continue;
            }
            if (from > literalFrom) {
                parts.add(new Literal(text.substring(literalFrom, from)));
            }
            parts.add(new Name(name));
            literalFrom = end + 2;
            at = text.indexOf("{{", literalFrom);
        }
        if (literalFrom < text.length() || parts.isEmpty()) {
            parts.add(new Literal(text.substring(literalFrom)));
        }
        return new TextTemplate(List.copyOf(parts));
    }

    /** The name when the whole text is one {@code {{name}}}, else null. */
    public @Nullable String wholeName() {
        return parts.size() == 1 && parts.get(0) instanceof Name name ? name.name() : null;
    }

    /** The names, in order, repeated ones repeated. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Name name) {
                names.add(name.name());
            }
        }
        return names;
    }
}
