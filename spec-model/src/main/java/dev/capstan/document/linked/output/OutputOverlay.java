package dev.capstan.document.linked.output;

import dev.capstan.document.syntax.JsonPathExpression;
import java.util.Map;

/**
 * The named outputs of a consumed operation, laid over its decoded response. Over an object, each output that is found is laid
 * over the response's own fields; over an array, over each of its elements that is an object, evaluated on the element. Where
 * the outputs speak of a whole array, the value of an array is an object of them.
 *
 * @param outputs by name, in order; empty when they change nothing
 * @param isOfWholeArray whether the outputs speak of an array as a whole
 */
public record OutputOverlay(Map<String, JsonPathExpression> outputs, boolean isOfWholeArray) {
    /** Changes nothing. */
    public static final OutputOverlay NONE = new OutputOverlay(Map.of(), false);

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return outputs.isEmpty();
    }
}
