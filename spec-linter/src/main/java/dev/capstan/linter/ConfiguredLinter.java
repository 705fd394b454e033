package dev.capstan.linter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.linter.configuration.LintConfiguration;
import dev.capstan.linter.rules.Rule;
import dev.capstan.linter.rules.RulePages;
import dev.capstan.linter.rules.RuleSet;
import dev.capstan.linter.rules.RuleSettings;
import dev.capstan.linter.suppression.Suppressions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lints documents by a configuration. Immutable and safe for any thread. */
public final class ConfiguredLinter {
    private final LintConfiguration configuration;
    private final DocumentLinter linter;
    private final Set<String> known;

    /**
     * A linter.
     *
     * @param configuration what to lint by
     * @param strict whether to be strict even where the configuration is not
     */
    public ConfiguredLinter(LintConfiguration configuration, boolean strict) {
        this.configuration = configuration;
        RuleSettings settings = configuration.settings();
        this.linter = new DocumentLinter(
                RuleSet.all().and(List.copyOf(configuration.customRules())),
                settings.withStrict(strict || settings.strict()),
                LinkOptions.DEFAULT);
        this.known = new LinkedHashSet<>(RulePages.rules());
        for (Rule rule : linter.rules()) {
            known.add(rule.id());
        }
    }

    /**
     * Lints a document.
     *
     * @param text the document
     * @param file where it is or would be, which imports and patterns are relative to
     * @param name its name in diagnostics
     */
    public LintOutcome lint(String text, Path file, String name) {
        return told(linter.lint(text, file, name), text, file, name);
    }

    /** Lints a document that is held as UTF-8 bytes; see {@link #lint(String, Path, String)}. */
    public LintOutcome lint(byte[] bytes, Path file, String name) {
        return told(linter.lint(bytes, file, name), new String(bytes, StandardCharsets.UTF_8), file, name);
    }

    private LintOutcome told(LintResult result, String text, Path file, String name) {
        Suppressions suppressions = Suppressions.of(text);
        List<Diagnostic> told = new ArrayList<>();
        int suppressed = 0;
        for (Diagnostic found : result.diagnostics()) {
            if (found.file().equals(name) && suppressions.suppress(found)) {
                suppressed++;
            } else {
                add(told, found, file);
            }
        }
        if (result.linked() != null) {
            for (Diagnostic unused : suppressions.unused(name, known)) {
                add(told, unused, file);
            }
            told.sort(Comparator.comparing(Diagnostic::file)
                    .thenComparingInt(found -> found.range().line())
                    .thenComparingInt(found -> found.range().column()));
        }
        return new LintOutcome(result.root(), List.copyOf(told), suppressed);
    }

    private void add(List<Diagnostic> to, Diagnostic found, Path file) {
        if (configuration.changesNothing()) {
            to.add(found);
            return;
        }
        Severity severity = configuration.severity(found, file);
        if (severity != null) {
            to.add(severity == found.severity() ? found : with(found, severity));
        }
    }

    private static Diagnostic with(Diagnostic found, Severity severity) {
        return new Diagnostic(
                found.rule(),
                severity,
                found.message(),
                found.file(),
                found.range(),
                found.pointer(),
                found.suggestion());
    }
}
