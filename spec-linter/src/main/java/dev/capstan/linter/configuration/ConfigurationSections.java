package dev.capstan.linter.configuration;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.linter.custom.CustomRuleReader;
import dev.capstan.linter.rules.RulePages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what one file of a configuration says itself; its shape has been checked before. */
final class ConfigurationSections {
    /** The rule that reports what is wrong in configurations. */
    static final String RULE = "lint-configuration";

    /** What is found instead of everything else. */
    private static final Set<String> UNREAD = Set.of("yaml-syntax", "file-unreadable");

    private final ConfigurationBuilder builder;
    private final Path folder;

    /**
     * A reader.
     *
     * @param builder takes what is read
     * @param folder of the file
     */
    ConfigurationSections(ConfigurationBuilder builder, Path folder) {
        this.builder = builder;
        this.folder = folder;
    }

    void read(YamlMapping mapping) {
        builder.settings(strict(mapping.get("strict")), tokens(mapping.get("toolListTokens")));
        YamlMapping rules = mapping.mapping("rules");
        Map<String, RuleLevel> levels = new HashMap<>();
        if (rules != null) {
            customRules(rules);
            levels(rules, levels);
        }
        builder.layer(new ConfigurationLayer(
                folder,
                ignores(mapping.sequence("ignores")),
                Map.copyOf(levels),
                overrides(mapping.sequence("overrides"))));
    }

    private static @Nullable Boolean strict(@Nullable YamlNode strict) {
        return strict instanceof YamlScalar scalar && scalar.toJson().isBoolean()
                ? Boolean.valueOf(scalar.toJson().booleanValue())
                : null;
    }

    private static @Nullable Integer tokens(@Nullable YamlNode tokens) {
        return tokens == null ? null : Integer.valueOf(tokens.toJson().asInt(Integer.MAX_VALUE));
    }

    private void customRules(YamlMapping rules) {
        CustomRuleReader reader = new CustomRuleReader(RULE, builder::wrong);
        for (YamlMapping.Entry entry : rules.entries()) {
            if (!(entry.value() instanceof YamlMapping definition)) {
                continue;
            }
            if (RulePages.rules().contains(entry.name())) {
                wrong(entry.key(), "the rule " + entry.name() + " exists already; give your own another name");
                continue;
            }
            RuleLevel level = definition.get("severity") instanceof YamlScalar scalar ? level(scalar) : RuleLevel.WARN;
            Severity severity = level.apply(Severity.WARN);
            var rule = reader.read(entry.name(), severity == null ? Severity.WARN : severity, definition);
            builder.customRule(entry.name(), severity == null ? null : rule);
        }
    }

    private void levels(YamlMapping rules, Map<String, RuleLevel> levels) {
        for (YamlMapping.Entry entry : rules.entries()) {
            if (entry.value() instanceof YamlScalar level && isKnown(entry) && isAdjustable(entry)) {
                levels.put(entry.name(), level(level));
            }
        }
    }

    private boolean isKnown(YamlMapping.Entry entry) {
        if (builder.known().contains(entry.name())) {
            return true;
        }
        String nearest = NearestName.among(entry.name(), builder.known());
        builder.wrong(new Diagnostic(
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
        wrong(
                entry.key(),
                entry.name() + " is always an error, because nothing else is checked where it is found; remove it,"
                        + " and put files that are not to be linted under ignores");
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
                levels(rules, changed);
            }
            overrides.add(new LevelOverride(places, changed));
        }
        return List.copyOf(overrides);
    }

    private List<PathGlob> ignores(@Nullable YamlSequence list) {
        List<PathGlob> ignores = new ArrayList<>();
        for (YamlNode item : items(list)) {
            PathGlob glob = glob(item, ((YamlScalar) item).text());
            if (glob != null) {
                ignores.add(glob);
            }
        }
        return List.copyOf(ignores);
    }

    private @Nullable PathGlob glob(YamlNode at, String text) {
        try {
            return PathGlob.of(text);
        } catch (IllegalArgumentException e) {
            wrong(at, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void wrong(YamlNode at, String message) {
        builder.wrong(at.diagnostic(RULE, Severity.ERROR, message));
    }

    private static List<YamlNode> items(@Nullable YamlSequence list) {
        return list == null ? List.of() : list.items();
    }
}
