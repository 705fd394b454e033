package dev.capstan.engine.plan;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one argument of a unit may be. Every surface finds raw values in its own way and has them judged here, so that one value
 * is taken or refused everywhere alike, in the same words. Immutable; safe for any thread.
 */
public final class ArgumentSchema {
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
        Pattern pattern = argument.pattern();
        JsonNode coerced = type.coerce(value);
        String detail = coerced != null && pattern != null
                ? "\"" + name + "\" must match the pattern " + pattern.pattern()
                : "\"" + name + "\" must be " + type.phrase() + ", not " + described(value);
        return new ArgumentProblem(name, false, detail);
    }

    /** That it was not given. */
    public ArgumentProblem missing() {
        return new ArgumentProblem(name, true, "\"" + name + "\" is required");
    }

    private boolean matches(JsonNode value) {
        Pattern pattern = argument.pattern();
        return pattern == null
                || !value.isValueNode()
                || pattern.matcher(value.asString()).find();
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
