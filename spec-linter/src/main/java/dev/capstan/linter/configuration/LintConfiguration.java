package dev.capstan.linter.configuration;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.linter.custom.CustomRule;
import dev.capstan.linter.rules.RuleSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is linted, by which rules, and how much each finding matters. Immutable and safe for any thread. */
public final class LintConfiguration {
    /** The name of a configuration's file. */
    public static final String FILE_NAME = ".naftiko-lint.yaml";

    /** Every rule as it is, every file. */
    public static final LintConfiguration DEFAULT =
            new LintConfiguration(RuleSettings.DEFAULT, List.of(), List.of(), List.of());

    private final RuleSettings settings;
    private final List<ConfigurationLayer> layers;
    private final List<CustomRule> customRules;
    private final List<Diagnostic> diagnostics;

    LintConfiguration(
            RuleSettings settings,
            List<ConfigurationLayer> layers,
            List<CustomRule> customRules,
            List<Diagnostic> diagnostics) {
        this.settings = settings;
        this.layers = List.copyOf(layers);
        this.customRules = List.copyOf(customRules);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** What is wrong with the configuration itself, and with what it extends; what is wrong has no effect. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** What can be set of rules. */
    public RuleSettings settings() {
        return settings;
    }

    /** The custom rules. */
    public List<CustomRule> customRules() {
        return customRules;
    }

    /** Whether a file, or a folder with everything in it, is left out when files are looked for. */
    public boolean ignores(Path file) {
        return layers.stream().anyMatch(layer -> layer.ignores(file));
    }

    /**
     * The severity of a finding.
     *
     * @param file which it was found in
     * @return null when it is not to be reported
     */
    public @Nullable Severity severity(Diagnostic found, Path file) {
        RuleLevel level = RuleLevel.ON;
        for (ConfigurationLayer layer : layers) {
            level = layer.level(found, file, level);
        }
        return level.apply(found.severity());
    }

    /** Whether every finding keeps its severity. */
    public boolean changesNothing() {
        return layers.stream().noneMatch(ConfigurationLayer::changesLevels);
    }
}
