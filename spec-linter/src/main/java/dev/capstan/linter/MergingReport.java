package dev.capstan.linter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.linter.rules.Rule;
import dev.capstan.linter.rules.RuleReport;
import dev.capstan.validator.merging.FindingMerger;
import org.jspecify.annotations.Nullable;

/** Merges what one rule finds with what was found before. Used by one thread. */
final class MergingReport implements RuleReport {
    /** The published severity of this one holds only strictly: the catalogue repeats namespaces, and they are merged. */
    private static final String LENIENT_NAMESPACES = "naftiko-namespaces-unique";

    private final FindingMerger merger;
    private final String rule;
    private final Severity severity;

    MergingReport(FindingMerger merger, Rule rule, boolean strict) {
        this.merger = merger;
        this.rule = rule.id();
        this.severity = !strict && this.rule.equals(LENIENT_NAMESPACES) ? Severity.WARN : rule.severity();
    }

    @Override
    public void found(YamlNode at, String message, @Nullable String suggestion) {
        merger.rule(new Diagnostic(rule, severity, message, at.file(), start(at), at.pointer(), suggestion));
    }

    @Override
    public void absent(YamlMapping owner, String key, YamlNode at, String message) {
        if (!merger.isAbsenceReported(owner, key)) {
            found(at, message);
        }
    }

    /** The first key of a mapping: a whole mapping is too much to underline. */
    private static SourceRange start(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry first : mapping.entries()) {
                return node.range().to(first.key().range());
            }
        }
        return node.range();
    }
}
