package dev.capstan.adapter.rest;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.LinkedAdapter.RestRoute;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes a unit's arguments out of requests, by index. Immutable. */
final class ArgumentBinder {
    private final Argument[] arguments;
    private final ArgumentFinder[] finders;
    private final @Nullable ArgumentCheck[] checks;
    private final boolean takesText;

    private ArgumentBinder(List<Argument> arguments, ExposedPath path) {
        int count = arguments.size();
        this.takesText = arguments.stream()
                .anyMatch(argument -> argument.source() instanceof ArgumentSource.InBody in && in.orWhole());
        this.arguments = arguments.toArray(Argument[]::new);
        this.finders = new ArgumentFinder[count];
        this.checks = new ArgumentCheck[count];
        for (int i = 0; i < count; i++) {
            Argument argument = arguments.get(i);
            finders[i] = ArgumentFinder.of(argument.source(), path);
            checks[i] = argument.checked() ? ArgumentCheck.of(argument) : null;
        }
    }

    static ArgumentBinder of(RestRoute route) {
        return new ArgumentBinder(route.unit().arguments(), new ExposedPath(route.path()));
    }

    /** Whether a body of a type without fields is a value too: its text. */
    boolean takesText() {
        return takesText;
    }

    /**
     * The arguments of a request; null where it gives none and there is no default.
     *
     * @throws CallFailedException when some are not of their type, all of them at once
     */
    @Nullable
    JsonNode[] bind(RestRequest request) {
        @Nullable JsonNode[] values = new JsonNode[arguments.length];
        List<ArgumentProblem> problems = null;
        for (int i = 0; i < values.length; i++) {
            JsonNode value = finders[i].find(request);
            ArgumentCheck check = checks[i];
            if (value == null) {
                value = arguments[i].defaultValue();
            } else if (check != null) {
                value = check.read(value);
                if (value == null) {
                    problems = problems == null ? new ArrayList<>(2) : problems;
                    problems.add(new ArgumentProblem(arguments[i].name(), false, check.expectation()));
                }
            }
            values[i] = value;
        }
        if (problems != null) {
            throw new CallFailedException(new CallFailure.InvalidArguments(problems));
        }
        return values;
    }
}
