package dev.capstan.script.python;

import dev.capstan.script.internal.polyglot.PolyglotRunner;

/**
 * Runs scripts in Python 3.12, confined, with its standard library. Found with {@link java.util.ServiceLoader}; safe for any number
 * of threads.
 */
public final class PythonRunner extends PolyglotRunner {
    /** Cheap: the engine is started by the first script that is prepared. */
    public PythonRunner() {
        super(new Python());
    }
}
