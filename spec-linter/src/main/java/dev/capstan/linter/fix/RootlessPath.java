package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlScalar;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes {@code $.} before a JSONPath of names that lacks it. */
final class RootlessPath implements Fixer {
    private static final Pattern NAMES =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\[(\\d+|\\*)])*(\\.[A-Za-z_][A-Za-z0-9_-]*(\\[(\\d+|\\*)])*)*");

    @Override
    public @Nullable Fix fix(Diagnostic found, FixContext context) {
        if (!(context.node(found.pointer()) instanceof YamlScalar scalar)
                || !NAMES.matcher(scalar.text()).matches()) {
            return null;
        }
        String path = "$." + scalar.text();
        boolean plain = context.source().slice(scalar.range()).equals(scalar.text());
        String written = plain ? path : ScalarText.inPlaceOf(scalar, path, context.source());
        return written == null ? null : new Fix(found.rule(), scalar.range(), written);
    }
}
