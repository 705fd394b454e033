package dev.capstan.linter.custom;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads custom rules from a configuration whose shape has been checked. */
public final class CustomRuleReader {
    private final String rule;
    private final Consumer<Diagnostic> wrong;

    /**
     * A reader.
     *
     * @param rule which rule mistakes are told by
     * @param wrong takes the mistakes
     */
    public CustomRuleReader(String rule, Consumer<Diagnostic> wrong) {
        this.rule = rule;
        this.wrong = wrong;
    }

    /**
     * Reads a rule.
     *
     * @param severity how much what it finds matters
     * @return null when it is wrong, which has been told then
     */
    public @Nullable CustomRule read(String id, Severity severity, YamlMapping definition) {
        List<NodeSelector> given = new ArrayList<>();
        for (YamlNode path : list(definition.get("given"))) {
            try {
                given.add(NodeSelector.of(((YamlScalar) path).text()));
            } catch (IllegalArgumentException e) {
                wrong(path, "not a JSONPath: " + e.getMessage());
            }
        }
        List<CustomCheck> checks = new ArrayList<>();
        for (YamlNode check : list(definition.get("then"))) {
            CustomCheck read = check((YamlMapping) check);
            if (read != null) {
                checks.add(read);
            }
        }
        if (given.isEmpty() || checks.isEmpty()) {
            return null;
        }
        return new CustomRule(id, severity, definition.text("description"), definition.text("message"), given, checks);
    }

    private @Nullable CustomCheck check(YamlMapping check) {
        if (!(check.get("function") instanceof YamlScalar function)) {
            return null;
        }
        try {
            return new CustomCheck(
                    check.text("field"), CustomFunctionReader.read(function, check.mapping("functionOptions")));
        } catch (CustomFunctionReader.Wrong e) {
            wrong(e.at(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void wrong(YamlNode at, String message) {
        wrong.accept(at.diagnostic(rule, Severity.ERROR, message));
    }

    /** One, or a list of them. */
    private static List<YamlNode> list(@Nullable YamlNode node) {
        if (node == null) {
            return List.of();
        }
        return node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
    }
}
