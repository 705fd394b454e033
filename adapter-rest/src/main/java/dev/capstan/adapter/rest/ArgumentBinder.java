package dev.capstan.adapter.rest;

import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.LinkedAdapter.RestRoute;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.plan.ArgumentSchema;
import dev.capstan.engine.plan.ArgumentSchemas;
import dev.capstan.engine.plan.UnitPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes a unit's arguments out of requests, by index. Immutable. */
final class ArgumentBinder {
    private final ArgumentSchema[] schemas;
    private final ArgumentFinder[] finders;
    private final boolean takesText;

    private ArgumentBinder(ArgumentSchemas arguments, ExposedPath path) {
        this.schemas = arguments.all().toArray(ArgumentSchema[]::new);
        this.finders = new ArgumentFinder[schemas.length];
        boolean text = false;
        for (int i = 0; i < schemas.length; i++) {
            ArgumentSource source = schemas[i].argument().source();
            finders[i] = ArgumentFinder.of(source, path);
            text |= source instanceof ArgumentSource.InBody in && in.orWhole();
        }
        this.takesText = text;
    }

    static ArgumentBinder of(UnitPlan plan, RestRoute route) {
        return new ArgumentBinder(plan.arguments(), new ExposedPath(route.path()));
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
        @Nullable JsonNode[] values = new JsonNode[schemas.length];
        List<ArgumentProblem> problems = null;
        for (int i = 0; i < values.length; i++) {
            JsonNode found = finders[i].find(request);
            if (found == null || found.isNull()) {
                values[i] = found == null ? schemas[i].defaultValue() : found;
                continue;
            }
            values[i] = finders[i].isText(request) ? schemas[i].acceptText(found) : schemas[i].accept(found);
            if (values[i] == null) {
                problems = problems == null ? new ArrayList<>(2) : problems;
                problems.add(schemas[i].problem(found));
            }
        }
        if (problems != null) {
            throw new CallFailedException(new CallFailure.InvalidArguments(problems));
        }
        return values;
    }
}
