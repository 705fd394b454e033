package dev.capstan.linter.configuration;

import dev.capstan.document.diagnostic.Diagnostic;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one file of a configuration says of files and levels. A configuration has a layer for each file that it extends,
 * and one of its own, which is the last.
 *
 * @param folder the file's, which patterns are relative to; absolute
 * @param ignores files that are left out
 * @param levels by rule
 * @param overrides other levels for some places; the last one that fits wins
 */
record ConfigurationLayer(
        Path folder, List<PathGlob> ignores, Map<String, RuleLevel> levels, List<LevelOverride> overrides) {
    boolean ignores(Path file) {
        if (ignores.isEmpty()) {
            return false;
        }
        String path = relative(file);
        return ignores.stream().anyMatch(ignored -> ignored.matches(path));
    }

    /** Whether it changes the level of a rule anywhere. */
    boolean changesLevels() {
        return !levels.isEmpty() || !overrides.isEmpty();
    }

    /**
     * The level of a finding.
     *
     * @param file which it was found in
     * @param before its level by the layers before
     */
    RuleLevel level(Diagnostic found, Path file, RuleLevel before) {
        RuleLevel level = levels.getOrDefault(found.rule(), before);
        if (!overrides.isEmpty()) {
            String path = relative(file);
            for (LevelOverride override : overrides) {
                RuleLevel other = override.levels().get(found.rule());
                if (other != null && override.holds(path, found.pointer())) {
                    level = other;
                }
            }
        }
        return level;
    }

    private String relative(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path relative = absolute.startsWith(folder) ? folder.relativize(absolute) : absolute;
        return relative.toString().replace(File.separatorChar, '/');
    }
}
