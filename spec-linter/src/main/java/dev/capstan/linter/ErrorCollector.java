package dev.capstan.linter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.linter.rules.Rule;
import dev.capstan.linter.rules.RuleReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the errors of a document, none merged with another. */
final class ErrorCollector {
    private final List<Diagnostic> errors = new ArrayList<>();

    ErrorCollector(List<Diagnostic> found) {
        found.stream().filter(Diagnostic::isError).forEach(errors::add);
    }

    /** The report that a rule writes its errors to. */
    RuleReport reportOf(Rule rule) {
        return new RuleReport() {
            @Override
            public void found(YamlNode at, String message, @Nullable String suggestion) {
                errors.add(at.diagnostic(rule.id(), rule.severity(), message));
            }

            @Override
            public void absent(YamlMapping owner, String key, YamlNode at, String message) {
                found(at, message, null);
            }
        };
    }

    List<Diagnostic> all() {
        return errors;
    }
}
