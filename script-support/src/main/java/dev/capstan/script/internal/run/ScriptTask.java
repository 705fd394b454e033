package dev.capstan.script.internal.run;

import dev.capstan.engine.spi.script.ScriptException;
import tools.jackson.databind.JsonNode;

/** One run of a script. */
public interface ScriptTask {
    /**
     * Runs the script and copies its result. Called once, on a thread of {@link ScriptThreads}.
     *
     * @throws ScriptException when there is no result
     */
    JsonNode run() throws ScriptException;

    /**
     * Ends the run as soon as it can be ended. Called at most once, on another thread, at any time: before {@link #run}, during
     * it or after it. May block until the run has ended.
     */
    void cancel();
}
