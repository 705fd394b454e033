package dev.capstan.document.syntax;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled JSONPath in Jayway's syntax, whose evaluation ends within a number of steps: paths such as {@code $..*..*} and
 * filters with regular expressions would take minutes on some values. Used by one thread at a time: a compiled path that
 * holds a function keeps state between evaluations.
 */
public final class BoundedJsonPath {
    private static final int LONGEST = 4_000;
    private static final int STEPS_A_RESULT = 10;

    /** A value that a path cannot be evaluated on within its limits. */
    public static final class TooCostlyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooCostlyException() {
            super("takes too long to evaluate; write a simpler path", null, false, false);
        }
    }

    private final JsonPath path;
    private final long steps;
    private final CountingProvider provider = new CountingProvider();
    private final Configuration configuration;

    private BoundedJsonPath(JsonPath path, long steps, Option[] options) {
        this.path = path;
        this.steps = steps;
        this.configuration = JsonPathConfiguration.with(provider, options).addOptions(Option.SUPPRESS_EXCEPTIONS);
    }

    /**
     * Compiles a path.
     *
     * @param steps the most steps of one evaluation; about ten million are a second
     * @param options of Jayway, besides that a path which leads nowhere is no error
     * @throws IllegalArgumentException when it is no path, or one that is too long or nested too deeply; the message says why
     */
    public static BoundedJsonPath compile(String path, long steps, Option... options) {
        if (path.length() > LONGEST) {
            throw new IllegalArgumentException("it is longer than " + LONGEST + " characters");
        }
        try {
            RegexFilters filters = RegexFilters.takenOutOf(path);
            return new BoundedJsonPath(JsonPath.compile(filters.path(), filters.predicates()), steps, options);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (StackOverflowError nested) {
            throw new IllegalArgumentException("it is nested too deeply", nested);
        }
    }

    /**
     * Evaluates the path: what Jayway returns, which is null where there is nothing.
     *
     * @throws TooCostlyException when that takes too many steps
     */
    public @Nullable Object read(JsonNode root) {
        return read(root, new StepBudget(steps));
    }

    /**
     * Evaluates the path within a budget that several evaluations share; see {@link #read(JsonNode)}.
     *
     * @throws TooCostlyException when that takes more steps than are left
     */
    public @Nullable Object read(JsonNode root, StepBudget budget) {
        provider.budget = budget;
        Object found;
        try {
            found = path.read((Object) root, configuration);
        } catch (BoundedPattern.TooCostlyException | StackOverflowError e) {
            throw new TooCostlyException();
        } catch (RuntimeException e) {
            // Functions over values that are absent or of another type, for which Jayway has exceptions of any kind: a
            // missing path is null, never an error.
            found = null;
        }
        // Jayway swallows exceptions while it suppresses its own.
        if (budget.isExceeded()) {
            throw new TooCostlyException();
        }
        return found;
    }

    /** The budget of the evaluation that a configuration belongs to. */
    static StepBudget budgetOf(Configuration configuration) {
        return ((CountingProvider) configuration.jsonProvider()).budget;
    }

    /** Each look at a node is a step. */
    private static final class CountingProvider extends JsonNodeProvider {
        private StepBudget budget = new StepBudget(0);

        private void take(long steps) {
            if (!budget.take(steps)) {
                throw new TooCostlyException();
            }
        }

        @Override
        public Object getMapValue(Object object, String key) {
            take(1);
            return super.getMapValue(object, key);
        }

        @Override
        public @Nullable Object getArrayIndex(Object array, int index) {
            take(1);
            return super.getArrayIndex(array, index);
        }

        @Override
        public void setArrayIndex(Object array, int index, @Nullable Object value) {
            take(STEPS_A_RESULT);
            super.setArrayIndex(array, index, value);
        }

        @Override
        public Collection<String> getPropertyKeys(Object object) {
            Collection<String> keys = super.getPropertyKeys(object);
            take(1L + keys.size());
            return keys;
        }

        @Override
        public Iterable<?> toIterable(Object array) {
            take(1L + length(array));
            return super.toIterable(array);
        }

        @Override
        public @Nullable Object unwrap(@Nullable Object value) {
            take(1);
            return super.unwrap(value);
        }
    }
}
