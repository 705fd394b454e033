package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.SourceText;
import dev.capstan.document.yaml.YamlScalar;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a scalar is written, and how another text is written in its place. */
final class ScalarText {
    /** What a plain scalar may be without a second look; YAML allows much more. */
    private static final Pattern SURELY_PLAIN = Pattern.compile("[A-Za-z$/][A-Za-z0-9_./$\\-]*(:[A-Za-z0-9_./\\-]+)*");

    private static final Pattern PATH_OR_URI = Pattern.compile("(?:/|[A-Za-z][A-Za-z0-9+.-]*://).*[^\\s:]|/");

    private ScalarText() {}

    /**
     * Writes a text as a scalar is written, in the same quotes.
     *
     * @return null when that is not surely right: for escapes, block scalars, anchors and tags
     */
    static @Nullable String inPlaceOf(YamlScalar scalar, String text, SourceText source) {
        String written = source.slice(scalar.range());
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            return null;
        }
        if (written.equals('"' + scalar.text() + '"')) {
            return text.indexOf('"') < 0 && text.indexOf('\\') < 0 ? '"' + text + '"' : null;
        }
        if (written.equals("'" + scalar.text() + "'")) {
            return text.indexOf('\'') < 0 ? "'" + text + "'" : null;
        }
        if (scalar.quoted() || !written.equals(scalar.text())) {
            return null;
        }
        return SURELY_PLAIN.matcher(text).matches() || isStartOf(written, text) ? text : null;
    }

    /** A shorter path or URI is as plain as the whole one, whatever it holds. */
    private static boolean isStartOf(String written, String text) {
        return written.startsWith(text) && PATH_OR_URI.matcher(text).matches();
    }
}
