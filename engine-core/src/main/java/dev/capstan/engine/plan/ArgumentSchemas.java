package dev.capstan.engine.plan;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The schemas of all arguments of a unit, by index. Immutable; safe for any thread. */
public final class ArgumentSchemas {
    /** More problems than this help no one, and finding what was meant takes time. */
    public static final int MOST_PROBLEMS = 20;

    private static final int MOST_NAMES = 40;
    private static final int LONGEST_SHOWN_NAME = 80;

    private final List<ArgumentSchema> schemas;
    private final Map<String, List<ArgumentSchema>> byName = new HashMap<>();
    private final boolean hasRequired;

    /**
     * The schemas of these arguments.
     *
     * @param names what callers of the surface know each argument by
     */
    public ArgumentSchemas(List<Argument> arguments, Function<Argument, String> names) {
        List<ArgumentSchema> all = new ArrayList<>();
        for (Argument argument : arguments) {
            ArgumentSchema schema = ArgumentSchema.of(argument, names.apply(argument));
            all.add(schema);
            byName.computeIfAbsent(argument.name(), unused -> new ArrayList<>(1))
                    .add(schema);
            if (!schema.name().equals(argument.name())) {
                byName.computeIfAbsent(schema.name(), unused -> new ArrayList<>(1))
                        .add(schema);
            }
        }
        this.schemas = List.copyOf(all);
        this.hasRequired = all.stream().anyMatch(ArgumentSchema::isRequired);
    }

    /** The schemas, {@code all().get(i)} being that of argument {@code i}. */
    public List<ArgumentSchema> all() {
        return schemas;
    }

    /** Those of that very name, their published one or the surface's; empty when there is none. */
    public List<ArgumentSchema> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** Those of that name, or whose names fold alike where none has that very name; empty when there is none. */
    public List<ArgumentSchema> find(String name) {
        List<ArgumentSchema> exact = named(name);
        return !exact.isEmpty()
                ? exact
                : schemas.stream()
                        .filter(schema -> FoldedName.same(schema.argument().name(), name))
                        .toList();
    }

    /** Whether a required argument is absent. */
    public boolean isIncomplete(@Nullable JsonNode[] values) {
        if (!hasRequired) {
            return false;
        }
        for (ArgumentSchema schema : schemas) {
            if (schema.isRequired() && values[schema.argument().index()] == null) {
                return true;
            }
        }
        return false;
    }

    /** Adds a problem for each required argument that is absent and has none yet. */
    public void addMissing(@Nullable JsonNode[] values, List<ArgumentProblem> problems) {
        for (ArgumentSchema schema : schemas) {
            boolean isKnown =
                    problems.stream().anyMatch(problem -> problem.parameter().equals(schema.name()));
            if (schema.isRequired() && values[schema.argument().index()] == null && !isKnown) {
                problems.add(schema.missing());
            }
        }
    }

    /** That there is no argument of that name, and which one was probably meant. */
    public ArgumentProblem unknown(String name) {
        List<String> known =
                schemas.stream().map(ArgumentSchema::name).distinct().toList();
        String nearest = NearestName.among(name, known);
        String takes = known.isEmpty()
                ? "it takes none"
                : "it takes " + String.join(", ", known.subList(0, Math.min(known.size(), MOST_NAMES)))
                        + (known.size() > MOST_NAMES ? "…" : "");
        String shown = name.length() <= LONGEST_SHOWN_NAME ? name : name.substring(0, LONGEST_SHOWN_NAME) + "…";
        return new ArgumentProblem(
                shown,
                false,
                "there is no argument \"" + shown + "\"; "
                        + (nearest == null ? takes : "did you mean \"" + nearest + "\"?"));
    }
}
