package dev.capstan.document.linked.output;

/**
 * One method for each kind of output shape: whoever handles shapes handles them all.
 *
 * @param <R> what a shape is turned into
 */
public interface OutputShapeVisitor<R> {
    /** The whole, as it is. */
    R visitIdentity(OutputShape.Identity identity);

    /** A single value. */
    R visitValue(OutputShape.Value value);

    /** An object. */
    R visitObject(OutputShape.ObjectShape object);

    /** An array. */
    R visitArray(OutputShape.ArrayShape array);

    /** What is made of a value instead of the response. */
    R visitOfExpression(OutputShape.OfExpression shaped);

    /** The first that is not null. */
    R visitFirstOf(OutputShape.FirstOf first);

    /** An element that may be a scalar or an object. */
    R visitScalarOrObject(OutputShape.ScalarOrObject element);
}
