package dev.capstan.document.linked.output;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of a reply. */
public sealed interface OutputShape {
    /** Calls the method of the visitor that is this shape's kind's. */
    <R> R accept(OutputShapeVisitor<R> visitor);

    /** The upstream's response, or the result of the steps, as it is. */
    record Identity() implements OutputShape {
        @Override
        public <R> R accept(OutputShapeVisitor<R> visitor) {
            return visitor.visitIdentity(this);
        }
    }

    /**
     * A single value.
     *
     * @param type {@code string}, {@code number} or {@code boolean}, to which it is converted; {@code object},
     *     {@code array} or {@code any} for a value that is taken whole
     * @param path where it is found; null when {@code value} says it
     * @param value a template or a constant; null when {@code path} says it
     * @param node its declaration
     */
    record Value(
            String type,
            @Nullable JsonPathExpression path,
            @Nullable Expression value,
            YamlNode node) implements OutputShape {
        @Override
        public <R> R accept(OutputShapeVisitor<R> visitor) {
            return visitor.visitValue(this);
        }
    }

    /**
     * An object.
     *
     * @param path the value its properties are evaluated on; null means the enclosing one
     */
    record ObjectShape(@Nullable JsonPathExpression path, Map<String, OutputShape> properties) implements OutputShape {
        @Override
        public <R> R accept(OutputShapeVisitor<R> visitor) {
            return visitor.visitObject(this);
        }
    }

    /**
     * An array.
     *
     * @param path the array; null means the enclosing value
     * @param item the shape of each element
     */
    record ArrayShape(@Nullable JsonPathExpression path, OutputShape item) implements OutputShape {
        @Override
        public <R> R accept(OutputShapeVisitor<R> visitor) {
            return visitor.visitArray(this);
        }
    }

    /**
     * An object or array that is made of a value instead of the response.
     *
     * @param value what paths are evaluated on; the whole is null where it is absent or null
     */
    record OfExpression(Expression value, OutputShape shape) implements OutputShape {
        @Override
        public <R> R accept(OutputShapeVisitor<R> visitor) {
            return visitor.visitOfExpression(this);
        }
    }

    /** The first of several that is not null. */
    record FirstOf(List<OutputShape> shapes) implements OutputShape {
        @Override
        public <R> R accept(OutputShapeVisitor<R> visitor) {
            return visitor.visitFirstOf(this);
        }
    }

    /**
     * An element of an array that may be an object with one field, or that field's value itself.
     *
     * @param scalar its shape when it is no object
     * @param object its shape when it is an object
     */
    record ScalarOrObject(OutputShape scalar, ObjectShape object) implements OutputShape {
        @Override
        public <R> R accept(OutputShapeVisitor<R> visitor) {
            return visitor.visitScalarOrObject(this);
        }
    }
}
