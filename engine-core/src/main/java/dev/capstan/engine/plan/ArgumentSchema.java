package dev.capstan.engine.plan;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.syntax.BoundedPattern;
import dev.capstan.document.syntax.StepBudget;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one argument of a unit may be. Every surface finds raw values in its own way and has them judged here, so that one value
 * is taken or refused everywhere alike, in the same words. Immutable; safe for any thread.
 */
public final class ArgumentSchema {
    private static final int LEAST_STEPS = 1_000_000;
    private static final int STEPS_A_CHARACTER = 8;
    private static final int MOST_STEPS = 20_000_000;

    private final Argument argument;
    private final String name;
    private final ArgumentType type;
    private final boolean isJudged;

    private ArgumentSchema(Argument argument, String name) {
        this.argument = argument;
        this.name = name;
        this.type = ArgumentType.of(argument.type(), argument.anyJson());
        this.isJudged = argument.checked() && (type != ArgumentType.ANY || argument.pattern() != null);
    }

    /**
     * The schema of an argument.
     *
     * @param name what callers of the surface know it by, for messages
     */
    static ArgumentSchema of(Argument argument, String name) {
        return new ArgumentSchema(argument, name);
    }

    /** The argument as linked. */
    public Argument argument() {
        return argument;
    }

    /** What callers of the surface know it by. */
    public String name() {
        return name;
    }

    /** The JSON types that it takes without coercion, as JSON Schema names them; empty for any. */
    public List<String> jsonTypes() {
        return type.jsonTypes();
    }

    /** Whether callers have to give it. A whole body is required by the operation that sends it, not here. */
    public boolean isRequired() {
        return argument.required()
                && argument.checked()
                && argument.defaultValue() == null
                && !(argument.source() instanceof ArgumentSource.WholeBody);
    }

    /** What takes its place when it is not given; null when nothing does. */
    public @Nullable JsonNode defaultValue() {
        return argument.defaultValue();
    }

    /**
     * Judges a value that came as JSON. A neighbouring type becomes the argument's where nothing is lost: a number for a string,
     * {@code "5"} for an integer, {@code "true"} for a boolean, an array or object as JSON in a string.
     *
     * @param value not null, not JSON null
     * @return the value as the argument's type; null when it cannot be that, and {@link #problem} says why
     */
    public @Nullable JsonNode accept(JsonNode value) {
        if (!isJudged) {
            return value;
        }
        JsonNode coerced = type.coerce(value);
        return coerced != null && matches(coerced) ? coerced : null;
    }

    /**
     * Judges a value that came as text, such as a query parameter: as {@link #accept}, and an array may be separated by commas.
     *
     * @param value a string, or an array of strings for what was repeated
     */
    public @Nullable JsonNode acceptText(JsonNode value) {
        return accept(isJudged ? type.separated(value) : value);
    }

    /** Why a value was not taken. */
    public ArgumentProblem problem(JsonNode value) {
        BoundedPattern pattern = argument.pattern();
        JsonNode coerced = type.coerce(value);
        String detail = coerced != null && pattern != null
                ? "\"" + name + "\" " + mismatch(pattern, coerced)
                : "\"" + name + "\" must be " + type.phrase() + ", not " + described(value);
        return new ArgumentProblem(name, false, detail);
    }

    /** That it was not given. */
    public ArgumentProblem missing() {
        return new ArgumentProblem(name, true, "\"" + name + "\" is required");
    }

    private boolean matches(JsonNode value) {
        BoundedPattern pattern = argument.pattern();
        if (pattern == null || !value.isValueNode()) {
            return true;
        }
        try {
            return isFound(pattern, value.asString());
        } catch (BoundedPattern.TooCostlyException e) {
            return false;
        }
    }

    /** Looking at a text of many megabytes as often as some patterns do would keep all other calls waiting. */
    private static boolean isFound(BoundedPattern pattern, String text) {
        return pattern.isFoundIn(
                text, new StepBudget(Math.min(MOST_STEPS, LEAST_STEPS + (long) STEPS_A_CHARACTER * text.length())));
    }

    /** What is wrong with a value that the pattern does not take. */
    private static String mismatch(BoundedPattern pattern, JsonNode value) {
        try {
            boolean unused = isFound(pattern, value.asString());
            return "must match the pattern " + pattern;
        } catch (BoundedPattern.TooCostlyException e) {
            return "takes too long to compare with the pattern " + pattern;
        }
    }

    private static String described(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "this string";
            case BOOLEAN -> "a boolean";
            default -> "this number";
        };
    }
}
