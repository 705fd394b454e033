package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The corrections there are. */
public final class Fixes {
    private static final Map<String, Fixer> BY_RULE = Map.of(
            "naftiko-consumes-baseuri-no-trailing-slash", new SuggestedValue(),
            "naftiko-rest-resource-path-no-trailing-slash", new SuggestedValue(),
            "schema-unknown-key", new MisspeltKey(),
            "schema-type", new MissingQuotes(),
            "yaml-syntax", new UnquotedTemplate(),
            "jsonpath-invalid", new RootlessPath());

    /** What an author may want: a variable that nothing uses yet may be for what comes next. */
    private static final Map<String, Fixer> SUGGESTED_BY_RULE = Map.of("bind-unused", new UnusedBind());

    private static final Fixer SUGGESTED = new SuggestedValue();

    private Fixes() {}

    /** The rules whose findings can be corrected, mostly. */
    public static Set<String> rules() {
        return BY_RULE.keySet();
    }

    /** The correction of a finding; null when there is none that is safe. */
    public static @Nullable Fix of(Diagnostic found, FixContext context) {
        Fixer fixer = BY_RULE.get(found.rule());
        return fixer == null ? null : fixer.fix(found, context);
    }

    /** What a finding suggests, for an author to confirm: not all of it is safe to do unasked. Null when it suggests nothing. */
    public static @Nullable Fix suggested(Diagnostic found, FixContext context) {
        return SUGGESTED_BY_RULE.getOrDefault(found.rule(), SUGGESTED).fix(found, context);
    }

    /** All corrections of a document's own findings. */
    static List<Fix> all(FixContext context, String name) {
        List<Fix> fixes = new ArrayList<>();
        for (Diagnostic found : context.diagnostics()) {
            Fix fix = found.file().equals(name) ? of(found, context) : null;
            if (fix != null) {
                fixes.add(fix);
            }
        }
        return fixes;
    }
}
