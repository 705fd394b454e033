package dev.capstan.script.javascript;

import dev.capstan.script.internal.polyglot.PolyglotRunner;

/**
 * Runs scripts in JavaScript, as of ECMAScript 2025, confined. Found with {@link java.util.ServiceLoader}; safe for any number of
 * threads.
 */
public final class JavaScriptRunner extends PolyglotRunner {
    /** Cheap: the engine is started by the first script that is prepared. */
    public JavaScriptRunner() {
        super(new JavaScript());
    }
}
