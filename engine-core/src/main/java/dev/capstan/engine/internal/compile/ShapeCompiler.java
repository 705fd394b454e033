package dev.capstan.engine.internal.compile;

import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.document.linked.output.OutputShapeVisitor;
import dev.capstan.engine.internal.run.shape.Shaper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles output shapes to shapers. */
final class ShapeCompiler implements OutputShapeVisitor<Shaper> {
    private final ExpressionCompiler expressions;
    private final boolean isSingleValueList;

    /**
     * A compiler for the shapes of one unit.
     *
     * @param isSingleValueList whether a single value counts as an array where an array is declared
     */
    ShapeCompiler(ExpressionCompiler expressions, boolean isSingleValueList) {
        this.expressions = expressions;
        this.isSingleValueList = isSingleValueList;
    }

    Shaper compile(OutputShape shape) {
        return shape.accept(this);
    }

    @Override
    public Shaper visitIdentity(OutputShape.Identity identity) {
        return new Shaper.OfValue("any", null, null, "", false);
    }

    @Override
    public Shaper visitValue(OutputShape.Value value) {
        return new Shaper.OfValue(
                value.type(),
                value.path(),
                value.value() == null ? null : expressions.compile(value.value()),
                value.node().place(),
                isSingleValueList && value.type().equals("array"));
    }

    @Override
    public Shaper visitObject(OutputShape.ObjectShape object) {
        List<Map.Entry<String, Shaper>> properties = new ArrayList<>();
        object.properties().forEach((name, property) -> properties.add(Map.entry(name, compile(property))));
        return new Shaper.OfObject(object.path(), List.copyOf(properties));
    }

    @Override
    public Shaper visitArray(OutputShape.ArrayShape array) {
        return new Shaper.OfArray(array.path(), compile(array.item()), isSingleValueList);
    }

    @Override
    public Shaper visitOfExpression(OutputShape.OfExpression shaped) {
        return new Shaper.OfExpression(expressions.compile(shaped.value()), compile(shaped.shape()));
    }

    @Override
    public Shaper visitFirstOf(OutputShape.FirstOf first) {
        return new Shaper.FirstOf(first.shapes().stream().map(this::compile).toList());
    }

    @Override
    public Shaper visitScalarOrObject(OutputShape.ScalarOrObject element) {
        return new Shaper.ScalarOrObject(compile(element.scalar()), compile(element.object()));
    }
}
