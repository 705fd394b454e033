package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlScalar;
import org.jspecify.annotations.Nullable;

/** Puts quotes around a number or boolean where a text is asked for, and removes them where it is the other way round. */
final class MissingQuotes implements Fixer {
    @Override
    public @Nullable Fix fix(Diagnostic found, FixContext context) {
        String suggestion = found.suggestion();
        if (suggestion == null || !(context.node(found.pointer()) instanceof YamlScalar scalar)) {
            return null;
        }
        String written = context.source().slice(scalar.range());
        boolean quote = suggestion.equals('"' + scalar.text() + '"') && written.equals(scalar.text());
        boolean unquote = suggestion.equals(scalar.text())
                && (written.equals('"' + suggestion + '"') || written.equals("'" + suggestion + "'"));
        return quote || unquote ? new Fix(found.rule(), scalar.range(), suggestion) : null;
    }
}
