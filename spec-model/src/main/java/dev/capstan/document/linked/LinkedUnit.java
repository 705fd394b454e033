package dev.capstan.document.linked;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.document.model.UnitDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exposed unit with its names resolved: what its callers can give, what it does, and what it answers.
 *
 * @param declaration the unit as written
 * @param name its published name; for a REST operation without one, its method and path
 * @param description what it is for, its aggregate function's where it has none; null when nobody says
 * @param arguments what its callers can give; {@code arguments.get(i).index() == i}
 * @param behaviour what it does
 * @param reply the shape of its reply
 * @param problems why it is dead; empty when it serves
 */
public record LinkedUnit(
        UnitDeclaration declaration,
        String name,
        @Nullable String description,
        List<Argument> arguments,
        Behaviour behaviour,
        OutputShape reply,
        List<Diagnostic> problems) {
    /** Whether nothing stands against serving it. */
    public boolean live() {
        return problems.isEmpty();
    }

    /** The call of a unit that calls one operation; null for a unit that does anything else. */
    public @Nullable CallSite call() {
        return behaviour instanceof Behaviour.Call call ? call.site() : null;
    }

    /** The operation of a unit that calls one; null for a unit that does anything else. */
    public @Nullable LinkedOperation operation() {
        CallSite site = call();
        return site == null ? null : site.operation();
    }

    /** All operations that it may call, in order; one that is called twice is there twice. */
    public List<LinkedOperation> operations() {
        if (behaviour instanceof Behaviour.Steps steps) {
            List<LinkedOperation> operations = new ArrayList<>();
            for (LinkedStep step : steps.steps()) {
                if (step instanceof LinkedStep.CallStep call) {
                    operations.add(call.site().operation());
                }
            }
            return operations;
        }
        LinkedOperation sole = operation();
        return sole == null ? List.of() : List.of(sole);
    }

    /** Whether no call of it can change anything upstream, as far as the methods of its operations say. */
    public boolean onlyReads() {
        return operations().stream()
                        .allMatch(operation -> operation.method().equals("GET")
                                || operation.method().equals("HEAD"))
                && !(behaviour instanceof Behaviour.Forward);
    }

    /** This unit with more that stands against serving it. */
    public LinkedUnit withProblems(List<Diagnostic> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Diagnostic> all = new ArrayList<>(problems);
        all.addAll(more);
        return new LinkedUnit(declaration, name, description, arguments, behaviour, reply, List.copyOf(all));
    }
}
