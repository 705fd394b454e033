package dev.capstan.document.link.internal.unit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.NameScope;
import dev.capstan.document.link.internal.name.TemplateLinker;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.output.OutputOverlay;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.document.model.ConsumedOutput;
import dev.capstan.document.model.OutputParameter;
import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves the shape of a unit's reply. */
final class OutputLinker {
    private final Findings findings;
    private final NameScope scope;
    private final List<Diagnostic> problems;

    /**
     * A linker for one unit.
     *
     * @param scope what names in {@code value} mean
     * @param problems takes what makes the unit dead
     */
    OutputLinker(Findings findings, NameScope scope, List<Diagnostic> problems) {
        this.findings = findings;
        this.scope = scope;
        this.problems = problems;
    }

    /** The shape of the reply to a call. */
    OutputShape reply(List<OutputParameter> outputs) {
        if (outputs.isEmpty() || outputs.size() == 1 && isWhole(outputs.get(0))) {
            return new OutputShape.Identity();
        }
        return shapes(outputs);
    }

    /** The shape of a mock's reply: its outputs' values. */
    OutputShape mock(List<OutputParameter> outputs) {
        return shapes(outputs);
    }

    private OutputShape shapes(List<OutputParameter> outputs) {
        boolean named = outputs.stream().allMatch(output -> output.name() != null);
        if (named) {
            Map<String, OutputShape> properties = new LinkedHashMap<>();
            outputs.forEach(output -> properties.put(String.valueOf(output.name()), shape(output)));
            return new OutputShape.ObjectShape(null, Collections.unmodifiableMap(properties));
        }
        if (outputs.size() == 1) {
            return shape(outputs.get(0));
        }
        findings.warn(
                "outputs-unnamed",
                outputs.get(1).node(),
                "several outputs without names: the first that is not null is the reply. Give them names, or make"
                        + " one of type object");
        List<OutputShape> shapes = new ArrayList<>();
        outputs.forEach(output -> shapes.add(shape(output)));
        return new OutputShape.FirstOf(List.copyOf(shapes));
    }

    private static boolean isWhole(OutputParameter output) {
        return output.value() == null
                && output.constant() == null
                && output.properties() == null
                && output.items().isEmpty()
                && (output.mapping() == null || JsonPathExpression.isRoot(output.mapping()));
    }

    private OutputShape shape(OutputParameter output) {
        if (output.constant() != null) {
            return new OutputShape.Value(
                    "any", null, new Expression.Constant(output.constant().toJson()), output.node());
        }
        YamlNode value = output.value();
        if (value == null) {
            String mapping = output.mapping();
            return shape(
                    output,
                    mapping == null ? null : compile(mapping, output.node().at("mapping")),
                    null);
        }
        return value instanceof YamlScalar scalar && isPath(scalar)
                ? shape(output, compile(scalar.text(), scalar), null)
                : shape(output, null, value(value));
    }

    /** The shape of what a path or a value finds; of the enclosing value where both are null. */
    private OutputShape shape(OutputParameter output, @Nullable JsonPathExpression path, @Nullable Expression value) {
        OutputShape shape;
        if (output.properties() != null) {
            Map<String, OutputShape> properties = new LinkedHashMap<>();
            output.properties().forEach((name, property) -> properties.put(name, shape(property)));
            shape = new OutputShape.ObjectShape(path, Collections.unmodifiableMap(properties));
        } else if (output.items().size() == 1) {
            shape = new OutputShape.ArrayShape(path, shape(output.items().get(0)));
        } else {
            return new OutputShape.Value(output.type() == null ? "any" : output.type(), path, value, output.node());
        }
        return value == null ? shape : new OutputShape.OfExpression(value, shape);
    }

    /** Whether a {@code value} is one whole path. */
    private static boolean isPath(YamlScalar value) {
        return JsonPathExpression.normalize(value.text()).startsWith("$");
    }

    private Expression value(YamlNode value) {
        return value instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.STRING
                ? TemplateLinker.bodyText(scalar.text(), scalar, scope)
                : TemplateLinker.data(value, scope);
    }

    /** The consumed operation's named outputs, to lay over its decoded response. */
    OutputOverlay overlay(List<ConsumedOutput> outputs) {
        Map<String, JsonPathExpression> overlay = new LinkedHashMap<>();
        ConsumedOutput firstOfWhole = null;
        ConsumedOutput firstOfElement = null;
        for (ConsumedOutput output : outputs) {
            if (output.name() == null || output.value() == null) {
                continue;
            }
            JsonPathExpression path = compile(output.value(), output.node().at("value"));
            if (path == null || outputs.size() == 1 && path.isRoot()) {
                continue;
            }
            overlay.put(output.name(), path);
            if (path.isRoot()) {
                // The root is whatever the other outputs speak of.
                continue;
            }
            if (path.isOfWholeArray()) {
                firstOfWhole = firstOfWhole == null ? output : firstOfWhole;
            } else {
                firstOfElement = firstOfElement == null ? output : firstOfElement;
            }
        }
        if (firstOfWhole != null && firstOfElement != null) {
            problems.add(findings.error(
                    "outputs-mixed",
                    firstOfWhole.node().at("value"),
                    "the output \"" + firstOfWhole.name() + "\" speaks of the whole array and \""
                            + firstOfElement.name()
                            + "\" of one element: let all outputs of an operation speak of the one or of the other"));
        }
        return overlay.isEmpty()
                ? OutputOverlay.NONE
                : new OutputOverlay(
                        Collections.unmodifiableMap(overlay), firstOfWhole != null && firstOfElement == null);
    }

    private @Nullable JsonPathExpression compile(String written, YamlNode at) {
        try {
            return JsonPathExpression.compile(written);
        } catch (JsonPathExpression.InvalidJsonPath e) {
            problems.add(findings.error("jsonpath-invalid", at, e.reason()));
            return null;
        }
    }
}
