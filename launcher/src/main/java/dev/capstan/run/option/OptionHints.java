package dev.capstan.run.option;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.failure.InvalidSettingException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of the command line that mend what the libraries, which know no command line, report. */
public final class OptionHints {
    private static final Map<String, String> BY_RULE = Map.of(
            "variable-missing", "use --bind NAME=VALUE or --env-file FILE",
            "base-uri-missing", "use --base-uri NAMESPACE=URI",
            "base-uri-unusable", "use --base-uri NAMESPACE=URI",
            "path-parameter-without-placeholder", "use --infer-paths");

    private static final Map<String, String> BY_SETTING = Map.of(
            "server.host", "--host ADDRESS",
            "server.portOverrides", "--port OLD=NEW");

    private OptionHints() {}

    /** One line for each hint that these diagnostics call for, with the rules that call for it. */
    public static List<String> of(List<Diagnostic> diagnostics) {
        Map<String, Set<String>> rulesByHint = new LinkedHashMap<>();
        for (Diagnostic diagnostic : diagnostics) {
            String hint = BY_RULE.get(diagnostic.rule());
            if (hint != null) {
                rulesByHint
                        .computeIfAbsent(hint, unused -> new LinkedHashSet<>())
                        .add(diagnostic.rule());
            }
        }
        return rulesByHint.entrySet().stream()
                .map(one -> "naftiko-run: [" + String.join(", ", one.getValue()) + "] " + one.getKey())
                .toList();
    }

    /** The options that give the settings that mend a failure, as one clause; empty where there is none. */
    public static String of(InvalidSettingException failure) {
        return failure.settings().stream()
                .filter(BY_SETTING::containsKey)
                .sorted()
                .map(BY_SETTING::get)
                .collect(Collectors.joining(" or "));
    }
}
