package dev.capstan.run.completion;

import dev.capstan.run.completion.CompletedCommand.Option;
import dev.capstan.run.completion.CompletedCommand.Value;
import java.util.List;

/** Completion for zsh: a function for a folder of {@code fpath}, or to be sourced. */
final class ZshCompletion {
    private final StringBuilder script = new StringBuilder();

    private ZshCompletion() {}

    static String script(List<CompletedCommand> commands) {
        ZshCompletion made = new ZshCompletion();
        made.write(commands);
        return made.script.toString();
    }

    private void write(List<CompletedCommand> commands) {
        script.append("""
                #compdef naftiko-run
                # Completion of naftiko-run for zsh. Load it with: source <(naftiko-run completion zsh)
                _naftiko_run() {
                  local -a commands
                  commands=(
                """);
        for (CompletedCommand command : commands) {
            script.append("    ")
                    .append(quoted(command.name() + ":" + command.summary()))
                    .append('\n');
        }
        script.append("""
                  )
                  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
                    _describe -t commands command commands
                    _files
                    return
                  fi
                  case $words[2] in
                """);
        for (CompletedCommand command : commands.subList(1, commands.size())) {
            script.append("    ").append(command.name()).append(") shift words; (( CURRENT-- )); _arguments");
            specifications(command);
            script.append(" ;;\n");
        }
        CompletedCommand standard = commands.get(0);
        script.append("    ").append(standard.name()).append(") shift words; (( CURRENT-- )) ;&\n    *) _arguments");
        specifications(standard);
        script.append(" ;;\n");
        script.append("""
                  esac
                }
                if [[ $funcstack[1] == _naftiko_run ]]; then
                  _naftiko_run "$@"
                else
                  compdef _naftiko_run naftiko-run
                fi
                """);
    }

    private void specifications(CompletedCommand command) {
        for (Option option : command.options()) {
            String text = (option.repeatable() ? "*" : "") + option.name() + (option.value() == null ? "" : "=") + "["
                    + escaped(option.description()) + "]" + (option.value() == null ? "" : value(option.value()));
            script.append(" \\\n      ").append(quoted(text));
        }
        for (int i = 0; i < command.parameters().size(); i++) {
            boolean last = i + 1 == command.parameters().size();
            String text = (last ? "*" : Integer.toString(i + 1))
                    + value(command.parameters().get(i));
            script.append(" \\\n      ").append(quoted(text));
        }
    }

    private static String value(Value value) {
        String action = value.isFile() ? "_files" : " ";
        return ":" + escaped(value.label()) + ":"
                + (value.words().isEmpty() ? action : "(" + String.join(" ", value.words()) + ")");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(":", "\\:")
                .replace("[", "\\[")
                .replace("]", "\\]");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
