package dev.capstan.linter.configuration;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import dev.capstan.linter.custom.CustomRule;
import dev.capstan.linter.custom.CustomRuleReader;
import dev.capstan.linter.rules.RulePages;
import dev.capstan.linter.rules.RuleSettings;
import dev.capstan.validator.schema.DocumentSchema;
import dev.capstan.validator.schema.SchemaFindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one configuration. Used once; what is wrong is told with its place, and has no effect. */
public final class LintConfigurationReader {
    private static final String RULE = "lint-configuration";
    private static final YamlReading EMPTY = new YamlReading(null, List.of());

    /** What is found instead of everything else. */
    private static final Set<String> UNREAD = Set.of("yaml-syntax", "file-unreadable");

    /** Compiled once for a process, when first asked for. */
    private static final class Shape {
        static final DocumentSchema SCHEMA =
                DocumentSchema.load(LintConfigurationReader.class, "lint-configuration.schema.json", Severity.ERROR);

        private Shape() {}
    }

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, RuleLevel> levels = new HashMap<>();
    private final List<CustomRule> customRules = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>(RulePages.rules());

    private LintConfigurationReader() {}

    /**
     * Reads a file.
     *
     * @param name its name in diagnostics
     */
    public static LintConfiguration read(Path file, String name) {
        YamlReading reading = new YamlReader(YamlLimits.DEFAULT).read(file, name);
        boolean isEmpty = reading.root() == null && saysNothing(file);
        return new LintConfigurationReader().configuration(folderOf(file), isEmpty ? EMPTY : reading);
    }

    /**
     * Reads a configuration that is held as text.
     *
     * @param file where it would be, which patterns are relative to
     * @param name its name in diagnostics
     */
    public static LintConfiguration read(String text, Path file, String name) {
        YamlReading reading = saysNothing(text) ? EMPTY : new YamlReader(YamlLimits.DEFAULT).read(text, name);
        return new LintConfigurationReader().configuration(folderOf(file), reading);
    }

    private static boolean saysNothing(Path file) {
        try {
            return saysNothing(Files.readString(file));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** A configuration whose entries are all commented out is none, and nothing is wrong with it. */
    private static boolean saysNothing(String text) {
        return text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /** What is wrong has no effect, but is told. */
    private LintConfiguration empty(Path folder) {
        return new LintConfiguration(
                folder, RuleSettings.DEFAULT, List.of(), Map.of(), List.of(), List.of(), diagnostics);
    }

    private LintConfiguration configuration(Path folder, YamlReading reading) {
        diagnostics.addAll(reading.diagnostics());
        YamlNode root = reading.root();
        if (root != null) {
            SchemaFindings shape = Shape.SCHEMA.check(root);
            diagnostics.addAll(shape.diagnostics());
        }
        if (!(root instanceof YamlMapping mapping) || diagnostics.stream().anyMatch(Diagnostic::isError)) {
            return empty(folder);
        }
        rules(mapping.mapping("rules"));
        List<LevelOverride> overrides = overrides(mapping.sequence("overrides"));
        List<PathGlob> ignores = ignores(mapping.sequence("ignores"));
        return new LintConfiguration(folder, settings(mapping), ignores, levels, overrides, customRules, diagnostics);
    }

    private static RuleSettings settings(YamlMapping mapping) {
        boolean strict = mapping.get("strict") instanceof YamlScalar scalar
                && scalar.toJson().isBoolean()
                && scalar.toJson().booleanValue();
        YamlNode tokens = mapping.get("toolListTokens");
        return tokens == null
                ? RuleSettings.DEFAULT.withStrict(strict)
                : new RuleSettings(strict, tokens.toJson().asInt(Integer.MAX_VALUE));
    }

    private void rules(@Nullable YamlMapping rules) {
        if (rules == null) {
            return;
        }
        CustomRuleReader reader = new CustomRuleReader(RULE, diagnostics::add);
        for (YamlMapping.Entry entry : rules.entries()) {
            if (entry.value() instanceof YamlMapping definition) {
                customRule(entry, definition, reader);
            }
        }
        for (YamlMapping.Entry entry : rules.entries()) {
            if (entry.value() instanceof YamlScalar level && isKnown(entry) && isAdjustable(entry)) {
                levels.put(entry.name(), level(level));
            }
        }
    }

    private void customRule(YamlMapping.Entry entry, YamlMapping definition, CustomRuleReader reader) {
        if (RulePages.rules().contains(entry.name())) {
            diagnostics.add(entry.key()
                    .diagnostic(
                            RULE,
                            Severity.ERROR,
                            "the rule " + entry.name() + " exists already; give your own another name"));
            return;
        }
        known.add(entry.name());
        RuleLevel level = definition.get("severity") instanceof YamlScalar scalar ? level(scalar) : RuleLevel.WARN;
        Severity severity = level.apply(Severity.WARN);
        CustomRule rule = reader.read(entry.name(), severity == null ? Severity.WARN : severity, definition);
        if (rule != null && severity != null) {
            customRules.add(rule);
        }
    }

    private boolean isKnown(YamlMapping.Entry entry) {
        if (known.contains(entry.name())) {
            return true;
        }
        String nearest = NearestName.among(entry.name(), known);
        diagnostics.add(new Diagnostic(
                RULE,
                Severity.ERROR,
                "there is no rule " + entry.name()
                        + (nearest == null ? "; 'naftiko-run explain' lists the rules" : "; write " + nearest),
                entry.key().file(),
                entry.key().range(),
                entry.key().pointer(),
                nearest));
        return false;
    }

    /** A document that cannot be read has not been checked; nothing may make it look as if it had. */
    private boolean isAdjustable(YamlMapping.Entry entry) {
        if (!UNREAD.contains(entry.name())) {
            return true;
        }
        diagnostics.add(entry.key()
                .diagnostic(
                        RULE,
                        Severity.ERROR,
                        entry.name()
                                + " is always an error, because nothing else is checked where it is found; remove it,"
                                + " and put files that are not to be linted under ignores"));
        return false;
    }

    private static RuleLevel level(YamlScalar scalar) {
        return switch (scalar.kind()) {
            case BOOLEAN -> scalar.toJson().booleanValue() ? RuleLevel.ON : RuleLevel.OFF;
            default -> RuleLevel.valueOf(scalar.text().toUpperCase(Locale.ROOT));
        };
    }

    private List<LevelOverride> overrides(@Nullable YamlSequence list) {
        List<LevelOverride> overrides = new ArrayList<>();
        for (YamlNode item : items(list)) {
            YamlMapping override = (YamlMapping) item;
            List<LevelOverride.Place> places = new ArrayList<>();
            for (YamlNode files : items(override.sequence("files"))) {
                String text = ((YamlScalar) files).text();
                int hash = text.indexOf('#');
                PathGlob glob = glob(files, hash < 0 ? text : text.substring(0, hash));
                if (glob != null) {
                    places.add(new LevelOverride.Place(glob, hash < 0 ? "" : text.substring(hash + 1)));
                }
            }
            Map<String, RuleLevel> changed = new HashMap<>();
            YamlMapping rules = override.mapping("rules");
            if (rules != null) {
                for (YamlMapping.Entry entry : rules.entries()) {
                    if (isKnown(entry) && isAdjustable(entry)) {
                        changed.put(entry.name(), level((YamlScalar) entry.value()));
                    }
                }
            }
            overrides.add(new LevelOverride(places, changed));
        }
        return overrides;
    }

    private List<PathGlob> ignores(@Nullable YamlSequence list) {
        List<PathGlob> ignores = new ArrayList<>();
        for (YamlNode item : items(list)) {
            PathGlob glob = glob(item, ((YamlScalar) item).text());
            if (glob != null) {
                ignores.add(glob);
            }
        }
        return ignores;
    }

    private @Nullable PathGlob glob(YamlNode at, String text) {
        try {
            return PathGlob.of(text);
        } catch (IllegalArgumentException e) {
            diagnostics.add(at.diagnostic(RULE, Severity.ERROR, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static List<YamlNode> items(@Nullable YamlSequence list) {
        return list == null ? List.of() : list.items();
    }
}
