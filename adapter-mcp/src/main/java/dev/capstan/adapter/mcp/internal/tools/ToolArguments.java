package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.adapter.mcp.internal.reduce.Selection;
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
import tools.jackson.databind.node.ObjectNode;

/** The arguments of one tool: reads those of a call into their slots, and finds everything that is wrong with them. */
final class ToolArguments {
    private final ArgumentSchemas schemas;
    private final boolean takesSelection;

    /**
     * The arguments of that unit, by names that are safe on the wire.
     *
     * @param takesSelection whether there is one beside them that selects parts of the answer, unless one of them has its name
     */
    ToolArguments(List<Argument> arguments, boolean takesSelection) {
        List<String> wireNames =
                SafeNames.ofArguments(arguments.stream().map(Argument::name).toList());
        this.schemas = new ArgumentSchemas(arguments, argument -> wireNames.get(argument.index()));
        this.takesSelection =
                takesSelection && schemas.named(Selection.ARGUMENT).isEmpty();
    }

    /** The schemas of the arguments, by index. */
    List<ArgumentSchema> schemas() {
        return schemas.all();
    }

    /** Whether there is an argument that selects parts of the answer. */
    boolean takeSelection() {
        return takesSelection;
    }

    /** The schema of them all. */
    ObjectNode schema() {
        ObjectNode schema = ToolSchemas.ofArguments(schemas.all());
        if (takesSelection) {
            schema.withObject("properties").set(Selection.ARGUMENT, Selection.schema());
        }
        return schema;
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
     * @param selection the parts of the answer that are wanted; null for all of it
     * @param problems everything that is wrong with them, in sentences; null when nothing is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record CheckedArguments(
            @Nullable JsonNode[] values,
            @Nullable Selection selection,
            @Nullable String problems) {}

    /** One pass over one call's arguments. */
    private final class Reading {
        private final @Nullable JsonNode[] values = new JsonNode[schemas.all().size()];
        private final List<ArgumentProblem> problems = new ArrayList<>(0);
        private @Nullable Set<String> seen;
        private @Nullable Selection selection;

        void read(String name, JsonToken token, JsonParser parser) {
            if (takesSelection && name.equals(Selection.ARGUMENT) && !isRepeated(name)) {
                select(parser.readValueAsTree());
                return;
            }
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

        private void select(JsonNode value) {
            try {
                selection = Selection.of(value);
            } catch (Selection.InvalidSelectionException e) {
                problems.add(new ArgumentProblem(Selection.ARGUMENT, false, e.reason()));
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
            return new CheckedArguments(values, selection, told);
        }
    }
}
