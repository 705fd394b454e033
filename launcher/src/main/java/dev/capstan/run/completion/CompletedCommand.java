package dev.capstan.run.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command as a shell completes it.
 *
 * @param name as users write it
 * @param summary one line
 * @param options in the order of its help
 * @param parameters by position; the last one repeats
 */
public record CompletedCommand(String name, String summary, List<Option> options, List<Value> parameters) {
    private static final Set<String> FILES = Set.of("FILE", "DOCUMENT", "PATH", "TEXT|@FILE", "FORMAT[=FILE]");

    /**
     * An option.
     *
     * @param name with its dashes
     * @param repeatable whether it can be given more than once
     * @param value what follows it; null for a flag
     */
    public record Option(
            String name,
            String description,
            boolean repeatable,
            @Nullable Value value) {}

    /**
     * The value of an option or parameter.
     *
     * @param label what help calls it
     * @param words all values there are; empty when there are others
     * @param isFile whether it names a file
     */
    public record Value(String label, List<String> words, boolean isFile) {}

    /** The command that this specification describes. */
    public static CompletedCommand of(String name, String summary, CommandSpec spec) {
        List<Option> options = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            boolean flag = option.arity().max() == 0;
            options.add(new Option(
                    option.longestName(), description(option), option.isMultiValue(), flag ? null : value(option)));
        }
        List<Value> parameters = new ArrayList<>();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            parameters.add(value(parameter));
        }
        return new CompletedCommand(name, summary, List.copyOf(options), List.copyOf(parameters));
    }

    private static Value value(ArgSpec argument) {
        List<String> words = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(words::add);
        }
        return new Value(argument.paramLabel(), List.copyOf(words), FILES.contains(argument.paramLabel()));
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description());
    }
}
