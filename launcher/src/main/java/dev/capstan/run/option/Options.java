package dev.capstan.run.option;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The kinds of options and parameters there are, in one wording. */
public final class Options {
    private Options() {}

    /** On when it is named. */
    public static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build());
    }

    /** Has one value. */
    public static void value(CommandSpec spec, String name, String label, String description) {
        spec.addOption(OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** Has one value, which is one of these words. */
    public static void choice(CommandSpec spec, String name, String label, String description, List<String> words) {
        spec.addOption(OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .completionCandidates(words)
                .build());
    }

    /** Is given any number of times. */
    public static void values(CommandSpec spec, String name, String label, String description) {
        spec.addOption(OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** Stands at that place. */
    public static void parameter(CommandSpec spec, int index, String label, String description) {
        parameter(spec, index, label, description, List.of());
    }

    /**
     * Stands at that place.
     *
     * @param words all values there are; empty when there are others
     */
    public static void parameter(CommandSpec spec, int index, String label, String description, List<String> words) {
        parameter(spec, index, "1", label, description, words);
    }

    /** May stand at that place. */
    public static void optionalParameter(
            CommandSpec spec, int index, String label, String description, List<String> words) {
        parameter(spec, index, "0..1", label, description, words);
    }

    private static void parameter(
            CommandSpec spec, int index, String arity, String label, String description, List<String> words) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .type(String.class)
                .arity(arity)
                .required(arity.equals("1"))
                .paramLabel(label)
                .description(description)
                .completionCandidates(words)
                .build());
    }

    /** Stand from that place on. */
    public static void parameters(CommandSpec spec, int index, String arity, String label, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(index + "..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity(arity)
                .required(!arity.startsWith("0"))
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** Whether that flag was given. */
    public static boolean isSet(ParseResult arguments, String name) {
        return arguments.matchedOptionValue(name, false);
    }

    /** The value of that option; null when it was not given. */
    public static @Nullable String value(ParseResult arguments, String name) {
        return arguments.matchedOptionValue(name, (String) null);
    }

    /** All values of that option, in order; empty when it was not given. */
    public static List<String> values(ParseResult arguments, String name) {
        return arguments.matchedOptionValue(name, List.of());
    }

    /** The value of that option as a path; null when it was not given. */
    public static @Nullable Path path(ParseResult arguments, String name) {
        String value = value(arguments, name);
        return value == null ? null : Path.of(value);
    }
}
