package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlScalar;
import org.jspecify.annotations.Nullable;

/** Writes the text that a rule suggests instead of the value that it points at. */
final class SuggestedValue implements Fixer {
    @Override
    public @Nullable Fix fix(Diagnostic found, FixContext context) {
        String suggestion = found.suggestion();
        if (suggestion == null
                || !(context.node(found.pointer()) instanceof YamlScalar scalar)
                || !scalar.range().equals(found.range())) {
            return null;
        }
        String written = ScalarText.inPlaceOf(scalar, suggestion, context.source());
        return written == null ? null : new Fix(found.rule(), scalar.range(), written);
    }
}
