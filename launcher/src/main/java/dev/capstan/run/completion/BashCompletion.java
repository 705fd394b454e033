package dev.capstan.run.completion;

import dev.capstan.run.completion.CompletedCommand.Option;
import dev.capstan.run.completion.CompletedCommand.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for bash, from 3.2 on. Files are left to bash's own completion, which applies where nothing else fits. */
final class BashCompletion {
    private final StringBuilder script = new StringBuilder();

    private BashCompletion() {}

    static String script(List<CompletedCommand> commands) {
        BashCompletion made = new BashCompletion();
        made.write(commands);
        return made.script.toString();
    }

    private void write(List<CompletedCommand> commands) {
        script.append("""
                # Completion of naftiko-run for bash. Load it with: source <(naftiko-run completion bash)
                _naftiko_run() {
                  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
                  local options= words=
                  COMPREPLY=()
                  # bash makes a word of the = in --option=value.
                  if [[ $current == = ]]; then
                    current=
                  elif [[ $previous == = ]]; then
                    previous=${COMP_WORDS[COMP_CWORD-2]}
                  fi
                  if [[ $COMP_CWORD -eq 1 && $current != -* ]]; then
                """);
        script.append("    COMPREPLY=($(compgen -W ")
                .append(quoted(names(commands)))
                .append(" -- \"$current\"))\n");
        script.append("""
                    return
                  fi
                  case $command in
                """);
        for (CompletedCommand command : commands.subList(1, commands.size())) {
            script.append("    ").append(command.name()).append(")\n");
            cases(command);
        }
        script.append("    *)\n");
        cases(commands.get(0));
        script.append("""
                  esac
                  if [[ $current == -* ]]; then
                    words=$options
                  fi
                  COMPREPLY=($(compgen -W "$words" -- "$current"))
                }
                complete -o bashdefault -o default -F _naftiko_run naftiko-run
                """);
    }

    private void cases(CompletedCommand command) {
        String options = command.options().stream().map(Option::name).collect(Collectors.joining(" "));
        script.append("      options=").append(quoted(options)).append("\n      case $previous in\n");
        List<String> free = new ArrayList<>();
        for (Option option : command.options()) {
            Value value = option.value();
            if (value != null && value.words().isEmpty()) {
                free.add(option.name());
            } else if (value != null) {
                script.append("        ").append(option.name()).append(") words=");
                script.append(quoted(String.join(" ", value.words()))).append(" ;;\n");
            }
        }
        if (!free.isEmpty()) {
            script.append("        ").append(String.join(" | ", free)).append(") return ;;\n");
        }
        List<String> words = command.parameters().stream()
                .flatMap(parameter -> parameter.words().stream())
                .toList();
        if (!words.isEmpty()) {
            script.append("        *) words=")
                    .append(quoted(String.join(" ", words)))
                    .append(" ;;\n");
        }
        script.append("      esac ;;\n");
    }

    private static String names(List<CompletedCommand> commands) {
        return commands.stream().map(CompletedCommand::name).collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
