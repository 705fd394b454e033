package dev.capstan.linter.configuration;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.linter.custom.CustomRule;
import dev.capstan.linter.rules.RuleSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is linted, by which rules, and how much each finding matters. Immutable and safe for any thread. */
public final class LintConfiguration {
    /** The name of a configuration's file. */
    public static final String FILE_NAME = ".naftiko-lint.yaml";

    /** Every rule as it is, every file. */
    public static final LintConfiguration DEFAULT = new LintConfiguration(
            Path.of(""), RuleSettings.DEFAULT, List.of(), Map.of(), List.of(), List.of(), List.of());

    private final Path folder;
    private final RuleSettings settings;
    private final List<PathGlob> ignores;
    private final Map<String, RuleLevel> levels;
    private final List<LevelOverride> overrides;
    private final List<CustomRule> customRules;
    private final List<Diagnostic> diagnostics;

    LintConfiguration(
            Path folder,
            RuleSettings settings,
            List<PathGlob> ignores,
            Map<String, RuleLevel> levels,
            List<LevelOverride> overrides,
            List<CustomRule> customRules,
            List<Diagnostic> diagnostics) {
        this.folder = folder.toAbsolutePath().normalize();
        this.settings = settings;
        this.ignores = List.copyOf(ignores);
        this.levels = Map.copyOf(levels);
        this.overrides = List.copyOf(overrides);
        this.customRules = List.copyOf(customRules);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** What is wrong with the configuration itself; what is wrong has no effect. */
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
        if (ignores.isEmpty()) {
            return false;
        }
        String path = relative(file);
        for (PathGlob ignored : ignores) {
            if (ignored.matches(path)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The severity of a finding.
     *
     * @param file which it was found in
     * @return null when it is not to be told
     */
    @Nullable
    public Severity severity(Diagnostic found, Path file) {
        RuleLevel level = levels.getOrDefault(found.rule(), RuleLevel.ON);
        if (!overrides.isEmpty()) {
            String path = relative(file);
            for (LevelOverride override : overrides) {
                RuleLevel other = override.levels().get(found.rule());
                if (other != null && override.holds(path, found.pointer())) {
                    level = other;
                }
            }
        }
        return level.apply(found.severity());
    }

    /** Whether every finding keeps its severity. */
    public boolean changesNothing() {
        return levels.isEmpty() && overrides.isEmpty();
    }

    private String relative(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path relative = absolute.startsWith(folder) ? folder.relativize(absolute) : absolute;
        return relative.toString().replace(File.separatorChar, '/');
    }
}
