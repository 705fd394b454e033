package dev.capstan.engine.internal.compile;

import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.Expression;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.OutputShape;
import dev.capstan.document.linked.Variable;
import dev.capstan.engine.internal.run.call.CompiledUnit;
import dev.capstan.engine.internal.run.call.RequestBodyPlan;
import dev.capstan.engine.internal.run.shape.ReplyShaping;
import dev.capstan.engine.internal.run.shape.Shaper;
import dev.capstan.engine.internal.run.value.Value;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Compiles linked units: expressions to values with variables put in, shapes to shapers. */
public final class PlanCompiler {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");

    private final Function<Variable, String> variables;

    /** {@code variables} gives each variable's value; all are known by now. */
    public PlanCompiler(Function<Variable, String> variables) {
        this.variables = variables;
    }

    /**
     * A live unit's plan.
     *
     * @param operation what it calls, prepared; null for a mock
     * @param maxBufferedBytes the longest answer that is read to be shaped
     */
    public CompiledUnit unit(LinkedUnit unit, @Nullable PreparedOperation operation, long maxBufferedBytes) {
        @Nullable Value[] inputs = new Value[unit.inputs().size()];
        for (int i = 0; i < inputs.length; i++) {
            Expression input = unit.inputs().get(i);
            inputs[i] = input == null ? null : value(input);
        }
        CompiledUnit.Call call = new CompiledUnit.Call(operation, inputs, body(unit));
        boolean identity = unit.reply() instanceof OutputShape.Identity;
        ReplyShaping shaping = identity
                ? null
                : new ReplyShaping(
                        shaper(unit.reply()), List.copyOf(unit.overlay().entrySet()), maxBufferedBytes);
        return new CompiledUnit(unit, call, shaping);
    }

    private RequestBodyPlan body(LinkedUnit unit) {
        LinkedOperation operation = unit.operation();
        if (operation == null) {
            return new RequestBodyPlan.Nothing();
        }
        if (operation.body() instanceof BodyShape.Whole whole) {
            return forwards(unit, whole.input())
                    ? new RequestBodyPlan.Forward(whole.mediaType())
                    : new RequestBodyPlan.Whole(whole.input(), whole.mediaType());
        }
        if (operation.body() instanceof BodyShape.Members members) {
            return new RequestBodyPlan.Members(members.inputs(), WRITES.contains(operation.method()));
        }
        if (operation.body() instanceof BodyShape.Template template && unit.body() != null) {
            return new RequestBodyPlan.Template(template.kind(), template.mediaType(), value(unit.body()));
        }
        return new RequestBodyPlan.Nothing();
    }

    /** Whether the input is the caller's own body: bytes, not a value. */
    private static boolean forwards(LinkedUnit unit, OperationInput input) {
        return input.place() == InputLocation.WHOLE_BODY
                && unit.inputs().get(input.index()) instanceof Expression.ArgumentValue argument
                && unit.arguments().get(argument.index()).source() instanceof ArgumentSource.WholeBody;
    }

    /** An expression as a value. */
    public Value value(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value().isNull() ? new Value.Nothing() : new Value.Constant(constant.value());
        }
        if (expression instanceof Expression.ArgumentValue argument) {
            return new Value.OfArgument(argument.index());
        }
        if (expression instanceof Expression.VariableValue variable) {
            return new Value.Constant(JsonNodeFactory.instance.stringNode(variables.apply(variable.variable())));
        }
        if (expression instanceof Expression.FirstOf first) {
            return new Value.OfFirst(first.choices().stream().map(this::value).toList());
        }
        if (expression instanceof Expression.Field field) {
            return new Value.OfField(value(field.of()), field.names());
        }
        if (expression instanceof Expression.Text text) {
            return folded(new Value.OfText(values(text.parts()), text.needsAll()), values(text.parts()));
        }
        if (expression instanceof Expression.ArrayOf array) {
            return new Value.OfArray(values(array.items()));
        }
        if (expression instanceof Expression.ObjectOf object) {
            List<Map.Entry<String, Value>> members = new ArrayList<>();
            object.members().forEach((name, member) -> members.add(Map.entry(name, member(member))));
            return new Value.OfObject(List.copyOf(members));
        }
        if (expression instanceof Expression.JsonText text) {
            List<Value.OfJsonText.Part> parts = new ArrayList<>();
            for (Expression.JsonPart part : text.parts()) {
                Value value = part.value() == null ? new Value.Nothing() : value(part.value());
                parts.add(new Value.OfJsonText.Part(part.literal(), value, part.quoted()));
            }
            return new Value.OfJsonText(List.copyOf(parts));
        }
        if (expression instanceof Expression.PathOver path) {
            return new Value.OfPath(path.path(), path.argumentIndexes());
        }
        return new Value.Nothing();
    }

    /** A null that the document writes in structured data is meant: it is a member with the value null. */
    private Value member(Expression expression) {
        return expression instanceof Expression.Constant constant
                ? new Value.Constant(constant.value())
                : value(expression);
    }

    private List<Value> values(List<Expression> expressions) {
        return expressions.stream().map(this::member).toList();
    }

    /** Text whose parts are all known is known. */
    private static Value folded(Value text, List<Value> parts) {
        if (parts.stream().anyMatch(part -> part.constant() == null)) {
            return text;
        }
        var known = text.of(new JsonNode[0]);
        return known == null ? new Value.Nothing() : new Value.Constant(known);
    }

    private Shaper shaper(OutputShape shape) {
        if (shape instanceof OutputShape.Value value) {
            return new Shaper.OfValue(
                    value.type(),
                    value.path(),
                    value.value() == null ? null : value(value.value()),
                    value.node().place());
        }
        if (shape instanceof OutputShape.ObjectShape object) {
            List<Map.Entry<String, Shaper>> properties = new ArrayList<>();
            object.properties().forEach((name, property) -> properties.add(Map.entry(name, shaper(property))));
            return new Shaper.OfObject(object.path(), List.copyOf(properties));
        }
        if (shape instanceof OutputShape.ArrayShape array) {
            return new Shaper.OfArray(array.path(), shaper(array.item()));
        }
        if (shape instanceof OutputShape.FirstOf first) {
            return new Shaper.FirstOf(first.shapes().stream().map(this::shaper).toList());
        }
        return new Shaper.OfValue("any", null, null, "");
    }
}
