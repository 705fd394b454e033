package dev.capstan.run.completion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The completion scripts, by the name of their shell. */
public final class CompletionScripts {
    private static final Map<String, Function<List<CompletedCommand>, String>> BY_SHELL = new LinkedHashMap<>();

    static {
        BY_SHELL.put("bash", BashCompletion::script);
        BY_SHELL.put("zsh", ZshCompletion::script);
        BY_SHELL.put("fish", FishCompletion::script);
    }

    private CompletionScripts() {}

    /** The shells that there is a script for. */
    public static List<String> shells() {
        return List.copyOf(BY_SHELL.keySet());
    }

    /**
     * The script for a shell.
     *
     * @param shell one of {@link #shells}
     * @param commands the first is the one that is run when a command line names none
     */
    public static String of(String shell, List<CompletedCommand> commands) {
        Function<List<CompletedCommand>, String> script = BY_SHELL.get(shell);
        if (script == null) {
            throw new IllegalArgumentException("no completion for " + shell);
        }
        return script.apply(commands);
    }
}
