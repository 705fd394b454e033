package dev.capstan.linter.custom;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.syntax.BoundedJsonPath;
import dev.capstan.document.syntax.StepBudget;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.linter.rules.Rule;
import dev.capstan.linter.rules.RuleInput;
import dev.capstan.linter.rules.RuleReport;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A custom rule: selected nodes satisfy functions. Immutable and safe for any thread. */
public final class CustomRule implements Rule {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final int LONGEST_VALUE = 80;

    /** What comparing the values of one document with regular expressions may cost: a part of a second. */
    private static final long MOST_STEPS = 20_000_000;

    private final String id;
    private final Severity severity;
    private final @Nullable String description;
    private final String message;
    private final List<NodeSelector> given;
    private final List<CustomCheck> checks;

    CustomRule(
            String id,
            Severity severity,
            @Nullable String description,
            @Nullable String message,
            List<NodeSelector> given,
            List<CustomCheck> checks) {
        this.id = id;
        this.severity = severity;
        this.description = description;
        this.message = message != null ? message : description != null ? "{{description}}" : "{{property}} {{error}}";
        this.given = List.copyOf(given);
        this.checks = List.copyOf(checks);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        YamlNode root = input.document().node();
        NodeSelector.Tree tree = new NodeSelector.Tree(root, root.toJson());
        StepBudget budget = new StepBudget(MOST_STEPS);
        for (NodeSelector selector : given) {
            List<YamlNode> selected;
            try {
                selected = selector.select(tree);
            } catch (BoundedJsonPath.TooCostlyException e) {
                report.found(root, "the path " + selector + " of this rule " + e.getMessage());
                continue;
            }
            for (YamlNode node : selected) {
                for (CustomCheck check : checks) {
                    check.check(node, budget, new Reporting(check.field(), report));
                }
            }
        }
    }

    private final class Reporting implements CustomCheck.Wrong {
        private final @Nullable String field;
        private final RuleReport report;

        Reporting(@Nullable String field, RuleReport report) {
            this.field = field;
            this.report = report;
        }

        @Override
        public void unsatisfied(YamlNode at, String error) {
            report.found(at, message(at, field, error));
        }

        @Override
        public void tooCostly(YamlNode at, String error) {
            report.found(at, property(at, field) + " " + error);
        }
    }

    private String message(YamlNode at, @Nullable String field, String error) {
        Matcher placeholder = PLACEHOLDER.matcher(message);
        return placeholder.replaceAll(found -> {
            String text = switch (found.group(1)) {
                case "error" -> error;
                case "description" -> description == null ? id : description;
                case "property" -> property(at, field);
                case "path" -> at.pointer();
                case "value" -> value(at);
                default -> found.group();
            };
            return Matcher.quoteReplacement(text);
        });
    }

    private static String property(YamlNode at, @Nullable String field) {
        if (field != null && !field.startsWith("@")) {
            return field;
        }
        String pointer = at.pointer();
        return pointer.isEmpty() ? "the document" : YamlPointer.lastToken(pointer);
    }

    private static String value(YamlNode at) {
        String text =
                at instanceof YamlScalar scalar ? scalar.text() : at.toJson().toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
