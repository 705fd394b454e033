package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.document.linked.Argument;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.plan.ArgumentSchema;
import dev.capstan.engine.plan.ArgumentSchemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** The arguments of one tool: reads those of a call into their slots, and finds everything that is wrong with them. */
final class ToolArguments {
    private final ArgumentSchemas schemas;

    /** The arguments of that unit, by names that are safe on the wire. */
    ToolArguments(List<Argument> arguments) {
        List<String> wireNames =
                SafeNames.ofArguments(arguments.stream().map(Argument::name).toList());
        this.schemas = new ArgumentSchemas(arguments, argument -> wireNames.get(argument.index()));
    }

    /** The schemas of the arguments, by index. */
    List<ArgumentSchema> schemas() {
        return schemas.all();
    }

    /** No arguments: those of a call that gives none. */
    CheckedArguments none() {
        return new Reading().checked();
    }

    /**
     * Reads the arguments of a call.
     *
     * @param parser at the object's first brace, left at its last one
     */
    CheckedArguments read(JsonParser parser) {
        Reading reading = new Reading();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            reading.read(name, parser.nextToken(), parser);
        }
        return reading.checked();
    }

    /**
     * The arguments of a call.
     *
     * @param values by index; null where the caller gave none
     * @param problems everything that is wrong with them, in sentences; null when nothing is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record CheckedArguments(
            @Nullable JsonNode[] values, @Nullable String problems) {}

    /** One pass over one call's arguments. */
    private final class Reading {
        private final @Nullable JsonNode[] values = new JsonNode[schemas.all().size()];
        private final List<ArgumentProblem> problems = new ArrayList<>(0);
        private @Nullable Set<String> seen;

        void read(String name, JsonToken token, JsonParser parser) {
            List<ArgumentSchema> named = schemas.named(name);
            if (named.isEmpty() || isRepeated(name)) {
                parser.skipChildren();
                if (hasRoom()) {
                    problems.add(
                            named.isEmpty()
                                    ? schemas.unknown(name)
                                    : new ArgumentProblem(name, false, "\"" + name + "\" is given twice"));
                }
                return;
            }
            if (token == JsonToken.VALUE_NULL) {
                return;
            }
            JsonNode value = parser.readValueAsTree();
            for (ArgumentSchema schema : named) {
                JsonNode accepted = schema.accept(value);
                values[schema.argument().index()] = accepted;
                if (accepted == null && hasRoom()) {
                    problems.add(schema.problem(value));
                }
            }
        }

        private boolean isRepeated(String name) {
            if (seen == null) {
                seen = new HashSet<>();
            }
            return !seen.add(name);
        }

        /** A call of a million misspelt names must cost no million searches for the right ones. */
        private boolean hasRoom() {
            return problems.size() < ArgumentSchemas.MOST_PROBLEMS;
        }

        CheckedArguments checked() {
            schemas.addMissing(values, problems);
            String told = problems.isEmpty()
                    ? null
                    : problems.stream().map(ArgumentProblem::detail).distinct().collect(Collectors.joining("; "));
            return new CheckedArguments(values, told);
        }
    }
}
