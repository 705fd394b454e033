package dev.capstan.document.linked;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.model.ConsumedOperation;
import dev.capstan.document.syntax.PathTemplate;
import java.util.List;

/**
 * A consumed operation, ready to be called: its path, everything it can be given, and its body.
 *
 * @param api the API that it belongs to
 * @param name its published name
 * @param declaration the operation as written
 * @param method upper case
 * @param path resource path and operation path as one
 * @param inputs everything it can be given, in the order of the document; {@code inputs.get(i).index() == i}
 * @param pathInputs for each of the path's placeholders, as they occur, the index of its input
 * @param body what body it sends
 * @param problems why it cannot be called; empty when it can
 */
public record LinkedOperation(
        LinkedApi api,
        String name,
        ConsumedOperation declaration,
        String method,
        PathTemplate path,
        List<OperationInput> inputs,
        List<Integer> pathInputs,
        BodyShape body,
        List<Diagnostic> problems) {

    /** {@code namespace.name}. */
    public String reference() {
        return api.namespace() + "." + name;
    }

    @Override
    public String toString() {
        return reference();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
