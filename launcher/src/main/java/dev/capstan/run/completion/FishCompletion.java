package dev.capstan.run.completion;

import dev.capstan.run.completion.CompletedCommand.Option;
import dev.capstan.run.completion.CompletedCommand.Value;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for fish. */
final class FishCompletion {
    private final StringBuilder script = new StringBuilder();

    private FishCompletion() {}

    static String script(List<CompletedCommand> commands) {
        FishCompletion made = new FishCompletion();
        made.write(commands);
        return made.script.toString();
    }

    private void write(List<CompletedCommand> commands) {
        script.append("""
                # Completion of naftiko-run for fish. Load it with: naftiko-run completion fish | source
                function __naftiko_run_command
                  set -l words (commandline -opc)
                  set -l command $words[2]
                """);
        script.append("  contains -- \"$command\" ")
                .append(commands.stream().map(CompletedCommand::name).collect(Collectors.joining(" ")))
                .append("\n  and echo $command\n  or echo ")
                .append(commands.get(0).name())
                .append("\nend\n");
        for (CompletedCommand command : commands) {
            script.append("complete -c naftiko-run -n __fish_use_subcommand -a ")
                    .append(command.name())
                    .append(" -d ")
                    .append(quoted(command.summary()))
                    .append('\n');
        }
        for (CompletedCommand command : commands) {
            String condition = " -n 'test (__naftiko_run_command) = " + command.name() + "'";
            for (Option option : command.options()) {
                script.append("complete -c naftiko-run")
                        .append(condition)
                        .append(" -l ")
                        .append(option.name().substring(2))
                        .append(" -d ")
                        .append(quoted(option.description()));
                value(option.value());
                script.append('\n');
            }
            for (Value parameter : command.parameters()) {
                if (!parameter.words().isEmpty()) {
                    script.append("complete -c naftiko-run").append(condition);
                    script.append(" -f -a ")
                            .append(quoted(String.join(" ", parameter.words())))
                            .append('\n');
                }
            }
        }
    }

    private void value(@org.jspecify.annotations.Nullable Value value) {
        if (value == null) {
            return;
        }
        script.append(value.isFile() && value.words().isEmpty() ? " -r" : " -x");
        if (!value.words().isEmpty()) {
            script.append(" -a ").append(quoted(String.join(" ", value.words())));
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
