package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.validator.DocumentValidator;
import dev.capstan.validator.schema.SchemaView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the only name that is near a misspelt key, unless the mapping has that one already or it takes no such value. */
final class MisspeltKey implements Fixer {
    @Override
    public @Nullable Fix fix(Diagnostic found, FixContext context) {
        String meant = found.suggestion();
        YamlMapping.Entry entry = context.entry(found.pointer());
        if (meant == null
                || entry == null
                || !(entry.value().parent() instanceof YamlMapping mapping)
                || mapping.has(meant)
                || !isNear(entry.name(), meant)
                || !SchemaView.of(DocumentValidator.catalogue().documentSchema(), mapping)
                        .member(mapping, meant)
                        .takes(entry.value())) {
            return null;
        }
        YamlScalar key = entry.key();
        String written = ScalarText.inPlaceOf(key, meant, context.source());
        return written == null ? null : new Fix(found.rule(), key.range(), written);
    }

    /** A suggestion may also be what the value fits; that is a guess for the author to confirm. */
    private static boolean isNear(String name, String meant) {
        return FoldedName.fold(name).equals(FoldedName.fold(meant)) || NearestName.among(name, List.of(meant)) != null;
    }
}
