package dev.capstan.adapter.mcp.internal.reduce;

import dev.capstan.document.syntax.BoundedJsonPath;
import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.syntax.StepBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parts of an answer that a caller wants, by JSONPaths. Immutable. */
public final class Selection {
    /** The argument that gives it. */
    public static final String ARGUMENT = "_select";

    private static final int MOST_PATHS = 20;
    private static final int LONGEST_PATH = 500;
    /** A caller's paths may cost less than a document's own: about a tenth of a second, all together. */
    private static final long MOST_STEPS = 1_000_000;

    /** They make texts of any length, and are not a part of what was answered. */
    private static final Pattern FUNCTION = Pattern.compile("\\.\\s*[A-Za-z]+\\s*\\(");

    private final List<JsonPathExpression> paths;

    private Selection(List<JsonPathExpression> paths) {
        this.paths = paths;
    }

    /** A selection that cannot be made, and why. */
    public static final class InvalidSelectionException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidSelectionException(String message) {
            super(message);
        }

        /** The reason, as a sentence. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** What a list of tools says of the argument. */
    public static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance
                .objectNode()
                .put("type", "array")
                .put("description", "JSONPaths: give only these parts of the answer");
        schema.putObject("items").put("type", "string");
        return schema;
    }

    /**
     * Reads the argument.
     *
     * @return null when nothing is selected
     */
    public static @Nullable Selection of(JsonNode value) throws InvalidSelectionException {
        List<JsonNode> given = value.isString() ? List.of(value) : value.isArray() ? List.copyOf(value.values()) : null;
        if (value.isNull() || (given != null && given.isEmpty())) {
            return null;
        }
        if (given == null || given.size() > MOST_PATHS || !given.stream().allMatch(Selection::isPath)) {
            throw new InvalidSelectionException("\"" + ARGUMENT + "\" must be an array of at most " + MOST_PATHS
                    + " JSONPaths of at most " + LONGEST_PATH + " characters");
        }
        List<JsonPathExpression> paths = new ArrayList<>();
        for (JsonNode path : given) {
            if (FUNCTION.matcher(path.stringValue()).find()) {
                throw new InvalidSelectionException(
                        "\"" + ARGUMENT + "\" takes no paths with functions such as length()");
            }
            try {
                paths.add(JsonPathExpression.compile(path.stringValue()));
            } catch (JsonPathExpression.InvalidJsonPath e) {
                throw new InvalidSelectionException("\"" + ARGUMENT + "\": " + e.reason());
            }
        }
        return new Selection(paths);
    }

    private static boolean isPath(JsonNode value) {
        return value.isString()
                && !value.stringValue().isBlank()
                && value.stringValue().length() <= LONGEST_PATH;
    }

    /**
     * The selected parts, each under its path; null under those that find nothing.
     *
     * @throws InvalidSelectionException when finding them takes too long
     */
    JsonNode from(JsonNode value) throws InvalidSelectionException {
        ObjectNode selected = JsonNodeFactory.instance.objectNode();
        StepBudget budget = new StepBudget(MOST_STEPS);
        try {
            for (JsonPathExpression path : paths) {
                selected.set(path.toString(), path.evaluate(value, budget));
            }
        } catch (BoundedJsonPath.TooCostlyException e) {
            throw new InvalidSelectionException("\"" + ARGUMENT
                    + "\": finding these parts takes too long on this answer; write paths without .. and filters");
        }
        return selected;
    }
}
