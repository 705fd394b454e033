package dev.capstan.engine.spi.script;

import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A script, parsed. Safe for any number of runs at once; each run has a scope of its own, in which nothing of another run can
 * be seen.
 */
public interface PreparedScript {
    /**
     * Runs the script. Called on a thread that may block, never on an event loop.
     *
     * @param context the members of the variable {@code context}, copied into the language's own values
     * @param variables more global variables by name, identifiers all, copied in the same way; a name that is a built-in of the
     *     language is left out
     * @param timeout the most time for this run: the limit, or what is left of the call's time where that is less
     * @return the value of the global variable {@code result}; JSON null when the script sets none
     * @throws ScriptException when the script fails, passes a limit, or its result is not JSON
     */
    JsonNode run(Map<String, JsonNode> context, Map<String, JsonNode> variables, Duration timeout)
            throws ScriptException;
}
