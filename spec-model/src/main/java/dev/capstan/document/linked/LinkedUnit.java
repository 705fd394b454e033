package dev.capstan.document.linked;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.syntax.JsonPathExpression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exposed unit with its names resolved: what calls it with what, what it calls with what, and what it answers.
 *
 * @param declaration the unit as written; its fields may come from an aggregate function
 * @param name its published name; for a REST operation without one, its method and path
 * @param operation the operation it calls; null for a mock
 * @param arguments what its callers can give; {@code arguments.get(i).index() == i}
 * @param inputs for each input of the operation, its value; null where nothing feeds it
 * @param body the value of the operation's body template; null unless its body is a template
 * @param reply the shape of its reply
 * @param overlay named values laid over the decoded answer before it is shaped; empty when they would change nothing
 * @param problems why it is dead; empty when it serves
 */
public record LinkedUnit(
        CallableUnit declaration,
        String name,
        @Nullable LinkedOperation operation,
        List<Argument> arguments,
        List<@Nullable Expression> inputs,
        @Nullable Expression body,
        OutputShape reply,
        Map<String, JsonPathExpression> overlay,
        List<Diagnostic> problems) {

    /** Whether nothing stands against serving it. */
    public boolean live() {
        return problems.isEmpty();
    }
}
