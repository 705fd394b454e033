package dev.capstan.document.link;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.document.linked.output.OutputShapeVisitor;
import dev.capstan.document.syntax.JsonPathExpression;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the shape of a reply: types, and behind an {@code @} where values are found. */
final class ShapePrinter implements OutputShapeVisitor<String> {
    private final ExpressionPrinter expressions;

    ShapePrinter(ExpressionPrinter expressions) {
        this.expressions = expressions;
    }

    private static String at(@Nullable JsonPathExpression path) {
        return path == null ? "" : " @ " + path;
    }

    @Override
    public String visitIdentity(OutputShape.Identity identity) {
        return "as it is";
    }

    @Override
    public String visitValue(OutputShape.Value value) {
        Expression made = value.value();
        return value.type() + at(value.path()) + (made == null ? "" : " = " + made.accept(expressions));
    }

    @Override
    public String visitObject(OutputShape.ObjectShape object) {
        return object.properties().entrySet().stream()
                        .map(property ->
                                property.getKey() + ": " + property.getValue().accept(this))
                        .collect(Collectors.joining(", ", "{", "}"))
                + at(object.path());
    }

    @Override
    public String visitArray(OutputShape.ArrayShape array) {
        return "[" + array.item().accept(this) + "]" + at(array.path());
    }

    @Override
    public String visitOfExpression(OutputShape.OfExpression shaped) {
        return shaped.shape().accept(this) + " of " + shaped.value().accept(expressions);
    }

    @Override
    public String visitFirstOf(OutputShape.FirstOf first) {
        return first.shapes().stream().map(shape -> shape.accept(this)).collect(Collectors.joining(" or "));
    }

    @Override
    public String visitScalarOrObject(OutputShape.ScalarOrObject element) {
        return element.scalar().accept(this) + " or " + element.object().accept(this);
    }
}
