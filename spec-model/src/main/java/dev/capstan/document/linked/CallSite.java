package dev.capstan.document.linked;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.output.OutputOverlay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where an operation is called: what feeds its inputs and its body, and how its response is decoded.
 *
 * @param operation the operation that is called
 * @param inputs for each input of the operation, its value; null where nothing feeds it
 * @param body the value of the operation's body template; null unless its body is a template
 * @param outputs the operation's named outputs, laid over its decoded response
 */
public record CallSite(
        LinkedOperation operation,
        List<@Nullable Expression> inputs,
        @Nullable Expression body,
        OutputOverlay outputs) {}
