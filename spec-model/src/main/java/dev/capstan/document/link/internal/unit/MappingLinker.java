package dev.capstan.document.link.internal.unit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.TemplateLinker;
import dev.capstan.document.link.internal.name.UnitContext;
import dev.capstan.document.link.internal.name.UnitScope;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.model.OutputParameter;
import dev.capstan.document.model.StepMapping;
import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.syntax.TextTemplate;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links the mappings of a unit's steps to the object that its reply is shaped from. */
final class MappingLinker {
    /**
     * The only step that calls.
     *
     * @param outputs the named outputs of its operation
     */
    record SoleCall(int index, Set<String> outputs) {}

    private final Findings findings;
    private final UnitContext unit;
    private final List<Diagnostic> problems;

    /** A linker for one unit; {@code problems} takes what makes it dead. */
    MappingLinker(Findings findings, UnitContext unit, List<Diagnostic> problems) {
        this.findings = findings;
        this.unit = unit;
        this.problems = problems;
    }

    /**
     * The object of the mapped targets.
     *
     * @param outputs what the reply declares; targets that are none of them are left out
     * @param soleCall the only step that calls, whose outputs paths may begin with; null when there is none or several
     */
    Expression link(List<StepMapping> mappings, List<OutputParameter> outputs, @Nullable SoleCall soleCall) {
        Map<String, Object> tree = new LinkedHashMap<>();
        List<String> declared = outputs.stream()
                .map(OutputParameter::name)
                .filter(name -> name != null)
                .map(String::valueOf)
                .toList();
        for (StepMapping mapping : mappings) {
            String target = mapping.targetName();
            if (target == null || mapping.value() == null) {
                problems.add(findings.error(
                        "mapping-incomplete", mapping.node(), "a mapping needs a targetName and a value"));
                continue;
            }
            Expression value = value(mapping.value(), mapping.node().at("value"), soleCall);
            String first = target.substring(0, target.indexOf('.') < 0 ? target.length() : target.indexOf('.'));
            if (OrchestratedOutputs.areNamed(outputs) && !declared.contains(first)) {
                reportUndeclared(mapping, first, declared, mappings);
                continue;
            }
            if (OrchestratedOutputs.areNamed(outputs) && isUndeclaredBelow(mapping, target, outputs, mappings)) {
                continue;
            }
            put(tree, List.of(target.split("\\.", -1)), new Expression.OrNull(value), mapping);
        }
        return expression(tree);
    }

    private void reportUndeclared(
            StepMapping mapping, String first, List<String> declared, List<StepMapping> mappings) {
        String nearest = NearestName.among(first, declared);
        boolean isFed = nearest != null
                && mappings.stream()
                        .anyMatch(other -> nearest.equals(other.targetName())
                                || String.valueOf(other.targetName()).startsWith(nearest + "."));
        if (nearest != null && !isFed) {
            problems.add(findings.error(
                    "mapping-target-unknown",
                    mapping.node().at("targetName"),
                    "no output is named \"" + first + "\"; did you mean \"" + nearest + "\"?",
                    nearest));
        } else {
            findings.warn(
                    "mapping-target-unknown",
                    mapping.node().at("targetName"),
                    "no output is named \"" + first + "\": the mapping is left out. The outputs are "
                            + String.join(", ", declared));
        }
    }

    /** Whether a target names a member that the output's properties do not; a misspelt one is reported. */
    private boolean isUndeclaredBelow(
            StepMapping mapping, String target, List<OutputParameter> outputs, List<StepMapping> mappings) {
        String[] names = target.split("\\.", -1);
        OutputParameter at = outputs.stream()
                .filter(output -> names[0].equals(output.name()))
                .findFirst()
                .orElse(null);
        String path = names[0];
        for (int i = 1; i < names.length && at != null && at.properties() != null; i++) {
            Map<String, OutputParameter> fields = OrchestratedOutputs.fields(at.properties());
            if (!fields.containsKey(names[i])) {
                String parent = path + ".";
                reportUndeclared(
                        mapping,
                        parent + names[i],
                        fields.keySet().stream().map(parent::concat).toList(),
                        mappings);
                return true;
            }
            path += "." + names[i];
            at = fields.get(names[i]);
        }
        return false;
    }

    private Expression value(String written, YamlNode at, @Nullable SoleCall soleCall) {
        UnitScope scope = new UnitScope(unit, problems);
        String normal = JsonPathExpression.normalize(written);
        if (!normal.startsWith("$")) {
            return TextTemplate.isTemplate(written)
                    ? TemplateLinker.parameter(written, at, scope.inReply())
                    : scope.withExpression(at, null);
        }
        JsonPathExpression path = scope.compile(normal, at);
        if (path == null) {
            return new Expression.Absent();
        }
        String first = path.firstName();
        if (first == null || unit.steps().isKnown(first) || unit.arguments().isKnown(first)) {
            return scope.path(normal, at);
        }
        if (soleCall != null && soleCall.outputs().contains(first)) {
            unit.steps().use(soleCall.index());
            return new Expression.PathInto(new Expression.StepValue(soleCall.index()), path);
        }
        problems.add(unknownStep(first, at));
        return new Expression.Absent();
    }

    private Diagnostic unknownStep(String name, YamlNode at) {
        String nearest = NearestName.among(name, unit.steps().all());
        return findings.error(
                "mapping-step-unknown",
                at,
                "no step is named \"" + name + "\""
                        + (nearest == null
                                ? "; the steps are "
                                        + String.join(", ", unit.steps().all())
                                : "; did you mean " + nearest + "?"),
                nearest);
    }

    @SuppressWarnings("unchecked")
    private void put(Map<String, Object> tree, List<String> names, Expression value, StepMapping mapping) {
        Map<String, Object> at = tree;
        for (String name : names.subList(0, names.size() - 1)) {
            Object inner = at.computeIfAbsent(name, unused -> new LinkedHashMap<String, Object>());
            if (!(inner instanceof Map)) {
                problems.add(overlap(mapping));
                return;
            }
            at = (Map<String, Object>) inner;
        }
        if (at.putIfAbsent(names.get(names.size() - 1), value) != null) {
            problems.add(overlap(mapping));
        }
    }

    private Diagnostic overlap(StepMapping mapping) {
        return findings.error(
                "mapping-overlap",
                mapping.node().at("targetName"),
                "\"" + mapping.targetName()
                        + "\" is set twice, or holds the target of another mapping: each target takes one value");
    }

    @SuppressWarnings("unchecked")
    private static Expression expression(Map<String, Object> tree) {
        Map<String, Expression> members = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(tree.keySet());
        for (String name : names) {
            Object value = tree.get(name);
            members.put(name, value instanceof Map ? expression((Map<String, Object>) value) : (Expression) value);
        }
        return new Expression.ObjectOf(Collections.unmodifiableMap(members));
    }
}
