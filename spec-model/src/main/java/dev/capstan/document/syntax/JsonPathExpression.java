package dev.capstan.document.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A compiled JSONPath in Jayway's syntax, with this format's leniencies: {@code $.} is {@code $}, and
 * {@code {{$.x}}} is {@code $.x}. A path of plain names and indexes is walked directly; the others are Jayway's. Immutable
 * and safe for any thread.
 */
public final class JsonPathExpression {
    /** A path that does not compile. */
    public static final class InvalidJsonPath extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        InvalidJsonPath(String reason) {
            super(reason);
            this.reason = reason;
        }

        /** Why it does not compile, and what to write. */
        public String reason() {
            return reason;
        }
    }

    /** A step of a plain path: a name, or an index when the name is null. */
    private record Step(@Nullable String name, int index) {}

    /** What one evaluation may cost: about a second. */
    private static final long MOST_STEPS = 10_000_000;

    private static final int LONGEST_QUOTE = 200;

    private final String text;
    private final @Nullable List<Step> steps;
    // A compiled path with a function in it keeps state between evaluations: each thread has its own.
    private final @Nullable ThreadLocal<BoundedJsonPath> general;
    private final @Nullable String firstName;

    private JsonPathExpression(
            String text,
            @Nullable List<Step> steps,
            @Nullable ThreadLocal<BoundedJsonPath> general,
            @Nullable String firstName) {
        this.text = text;
        this.steps = steps;
        this.general = general;
        this.firstName = firstName;
    }

    /** The normal form of a path as documents write it. */
    public static String normalize(String written) {
        String path = written.trim();
        if (path.startsWith("{{") && path.endsWith("}}")) {
            path = path.substring(2, path.length() - 2).trim();
        }
        return path.equals("$.") ? "$" : path;
    }

    /** Whether a text, normalized, is the path of the whole value. */
    public static boolean isRoot(String written) {
        return normalize(written).equals("$");
    }

    /** The path of the field of that name, whatever characters it has. */
    public static JsonPathExpression ofName(String name) {
        return new JsonPathExpression("$['" + name + "']", List.of(new Step(name, 0)), null, name);
    }

    /** Compiles a path as documents write it. */
    public static JsonPathExpression compile(String written) throws InvalidJsonPath {
        String path = normalize(written);
        if (!path.startsWith("$") && !path.startsWith("@")) {
            throw new InvalidJsonPath("a JSONPath starts with \"$\", such as \"$." + path + "\"");
        }
        List<Step> steps = plainSteps(path);
        if (steps != null) {
            return new JsonPathExpression(
                    path,
                    List.copyOf(steps),
                    null,
                    steps.isEmpty() ? null : steps.get(0).name());
        }
        if (!isClosed(path)) {
            throw new InvalidJsonPath(
                    "\"" + shortened(path) + "\" is not a JSONPath: a bracket or a quote in it is not closed");
        }
        try {
            BoundedJsonPath unused = BoundedJsonPath.compile(path, MOST_STEPS);
        } catch (IllegalArgumentException e) {
            String why = e.getMessage() == null || e.getMessage().contains("Exception") ? "" : ": " + e.getMessage();
            throw new InvalidJsonPath("\"" + shortened(path) + "\" is not a JSONPath" + shortened(why));
        }
        int end = endOfFirstName(path);
        return new JsonPathExpression(
                path,
                null,
                ThreadLocal.withInitial(() -> BoundedJsonPath.compile(path, MOST_STEPS)),
                end < 0 ? null : unbracketed(path.substring(1, end)));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
    }

    /** Jayway forgives a last bracket that is left open. In regular expressions brackets and quotes mean other things. */
    private static boolean isClosed(String path) {
        if (path.contains("=~")) {
            return true;
        }
        int open = 0;
        char quote = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '[' || c == '(') {
                open++;
            } else if (c == ']' || c == ')') {
                open--;
            }
        }
        return open == 0 && quote == 0;
    }

    /**
     * The value at this path; null where there is none, also where the document holds a null.
     *
     * @throws BoundedJsonPath.TooCostlyException when finding it takes too many steps, which paths of names and indexes never
     *     do
     */
    public @Nullable JsonNode evaluate(JsonNode root) {
        return evaluate(root, null);
    }

    /** A budget for all the evaluations that one answer takes, whose number may be the answer's doing. */
    public static StepBudget budget() {
        return new StepBudget(2 * MOST_STEPS);
    }

    /**
     * The value at this path; see {@link #evaluate(JsonNode)}.
     *
     * @param budget that several evaluations share; null for one of this evaluation's own
     * @throws BoundedJsonPath.TooCostlyException when finding it takes more steps than are left
     */
    public @Nullable JsonNode evaluate(JsonNode root, @Nullable StepBudget budget) {
        JsonNode found = steps != null ? walk(steps, root) : jayway(root, budget);
        return found == null || found.isNull() || found.isMissingNode() ? null : found;
    }

    /** Whether this is the path of the whole value. */
    public boolean isRoot() {
        return steps != null && steps.isEmpty();
    }

    /** The name that the path begins with, such as {@code a} in {@code $.a.b} and {@code $['a'][0]}; null when there is none. */
    public @Nullable String firstName() {
        return firstName;
    }

    /**
     * This path seen from the value of its first name: {@code $.b} for {@code $.a.b}.
     *
     * @throws IllegalStateException when the path begins with no name
     */
    public JsonPathExpression withoutFirstName() {
        if (firstName == null) {
            throw new IllegalStateException("the path " + text + " begins with no name");
        }
        try {
            return compile("$" + text.substring(endOfFirstName(text)));
        } catch (InvalidJsonPath e) {
            throw new IllegalStateException(e.reason(), e);
        }
    }

    /**
     * Whether the path speaks of an array as a whole: it begins with an index, a filter or a wildcard in brackets, with
     * {@code ..}, or is a function of the root.
     */
    public boolean isOfWholeArray() {
        if (steps != null) {
            return !steps.isEmpty() && steps.get(0).name() == null;
        }
        return text.startsWith("$..") || text.startsWith("$[") && firstName == null || isFunctionOfRoot();
    }

    private boolean isFunctionOfRoot() {
        int open = text.indexOf('(');
        return open > 2
                && text.startsWith("$.")
                && text.substring(2, open).chars().allMatch(Character::isLetterOrDigit);
    }

    /** Where the name behind the root ends; -1 when no plain name stands there. */
    private static int endOfFirstName(String path) {
        if (path.length() < 3 || path.charAt(0) != '$') {
            return -1;
        }
        if (path.charAt(1) == '.') {
            int end = 2;
            while (end < path.length() && isNameCharacter(path.charAt(end))) {
                end++;
            }
            return end == 2 || end < path.length() && path.charAt(end) == '(' ? -1 : end;
        }
        int close = path.indexOf(']', 1);
        Step step = path.charAt(1) != '[' || close < 0
                ? null
                : bracket(path.substring(2, close).trim());
        return step == null || step.name() == null ? -1 : close + 1;
    }

    private static String unbracketed(String piece) {
        if (piece.charAt(0) == '.') {
            return piece.substring(1);
        }
        String inside = piece.substring(1, piece.length() - 1).trim();
        return inside.substring(1, inside.length() - 1);
    }

    @Override
    public String toString() {
        return text;
    }

    private static @Nullable JsonNode walk(List<Step> steps, JsonNode root) {
        JsonNode at = root;
        for (int i = 0; i < steps.size() && at != null; i++) {
            Step step = steps.get(i);
            if (step.name != null) {
                at = at.get(step.name);
            } else {
                at = at.isArray() ? at.get(step.index < 0 ? at.size() + step.index : step.index) : null;
            }
        }
        return at;
    }

    private @Nullable JsonNode jayway(JsonNode root, @Nullable StepBudget budget) {
        if (general == null) {
            return null;
        }
        BoundedJsonPath path = general.get();
        Object found = budget == null ? path.read(root) : path.read(root, budget);
        if (found instanceof JsonNode node) {
            return node;
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (found instanceof Integer number) {
            return nodes.numberNode(number.intValue());
        }
        if (found instanceof Long number) {
            return nodes.numberNode(number.longValue());
        }
        if (found instanceof Number number) {
            double value = number.doubleValue();
            return Double.isFinite(value) ? nodes.numberNode(value) : null;
        }
        if (found instanceof Boolean truth) {
            return nodes.booleanNode(truth);
        }
        return found == null ? null : nodes.stringNode(found.toString());
    }

    /** The steps of a path of names and indexes only; null when it needs Jayway. */
    private static @Nullable List<Step> plainSteps(String path) {
        List<Step> steps = new ArrayList<>();
        int at = 1;
        if (path.charAt(0) != '$') {
            return null;
        }
        while (at < path.length()) {
            if (path.charAt(at) == '.') {
                int end = at + 1;
                while (end < path.length() && isNameCharacter(path.charAt(end))) {
                    end++;
                }
                if (end == at + 1 || end < path.length() && path.charAt(end) == '(') {
                    return null;
                }
                steps.add(new Step(path.substring(at + 1, end), 0));
                at = end;
            } else if (path.charAt(at) == '[') {
                int close = path.indexOf(']', at);
                Step step =
                        close < 0 ? null : bracket(path.substring(at + 1, close).trim());
                if (step == null) {
                    return null;
                }
                steps.add(step);
                at = close + 1;
            } else {
                return null;
            }
        }
        return steps;
    }

    private static @Nullable Step bracket(String inside) {
        if (inside.length() >= 2 && (inside.charAt(0) == '\'' || inside.charAt(0) == '"')) {
            char quote = inside.charAt(0);
            String name = inside.substring(1, inside.length() - 1);
            boolean simple = inside.charAt(inside.length() - 1) == quote
                    && name.indexOf(quote) < 0
                    && name.indexOf('\\') < 0
                    && name.indexOf(']') < 0;
            return simple ? new Step(name, 0) : null;
        }
        if (inside.isEmpty() || inside.length() > 9) {
            return null;
        }
        int digits = inside.charAt(0) == '-' ? 1 : 0;
        if (digits == inside.length()) {
            return null;
        }
        for (int i = digits; i < inside.length(); i++) {
            if (inside.charAt(i) < '0' || inside.charAt(i) > '9') {
                return null;
            }
        }
        return new Step(null, Integer.parseInt(inside));
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-'
                || c == '$'
                || c == '@'
                || c > 127 && Character.isLetterOrDigit(c);
    }
}
