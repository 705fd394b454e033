package dev.capstan.linter.configuration;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.linter.custom.CustomRule;
import dev.capstan.linter.rules.RulePages;
import dev.capstan.linter.rules.RuleSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the files of one configuration: what is added later takes precedence. Used by one thread.
 */
final class ConfigurationBuilder {
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<ConfigurationLayer> layers = new ArrayList<>();
    private final Map<String, CustomRule> customRules = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>(RulePages.rules());
    private RuleSettings settings = RuleSettings.DEFAULT;

    void wrong(Diagnostic found) {
        diagnostics.add(found);
    }

    /** Takes the settings that a file makes; null for those that it does not make. */
    void settings(@Nullable Boolean strict, @Nullable Integer toolListTokens) {
        settings = new RuleSettings(
                strict == null ? settings.strict() : strict,
                toolListTokens == null ? settings.toolListTokens() : toolListTokens);
    }

    /**
     * Takes a custom rule in place of an earlier one of that name.
     *
     * @param rule null for one that is switched off or wrong
     */
    void customRule(String id, @Nullable CustomRule rule) {
        known.add(id);
        if (rule == null) {
            customRules.remove(id);
        } else {
            customRules.put(id, rule);
        }
    }

    void layer(ConfigurationLayer layer) {
        layers.add(layer);
    }

    /** The identifiers of all rules, custom ones included. */
    Set<String> known() {
        return known;
    }

    LintConfiguration build() {
        return new LintConfiguration(settings, layers, List.copyOf(customRules.values()), diagnostics);
    }
}
