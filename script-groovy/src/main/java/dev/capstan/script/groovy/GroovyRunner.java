package dev.capstan.script.groovy;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptLimits;
import dev.capstan.engine.spi.script.ScriptRunner;
import dev.capstan.engine.spi.script.ScriptSource;
import dev.capstan.script.internal.run.ScriptThreads;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts in Groovy 5. They are not confined: no sandbox for Groovy holds on the JVM. They are limited in time and memory,
 * not in statements. Found with {@link java.util.ServiceLoader}; safe for any number of threads.
 */
public final class GroovyRunner implements ScriptRunner {
    private @Nullable ScriptThreads threads;

    /** Cheap: Groovy is started by the first script that is prepared. */
    public GroovyRunner() {}

    @Override
    public String language() {
        return "groovy";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public boolean isConfined() {
        return false;
    }

    @Override
    public PreparedScript prepare(ScriptSource script, ScriptLimits limits) {
        return new PreparedGroovyScript(GroovyCompiler.compile(script), threads(), limits);
    }

    private synchronized ScriptThreads threads() {
        if (threads == null) {
            threads = new ScriptThreads(language());
        }
        return threads;
    }

    @Override
    public synchronized void close() {
        if (threads != null) {
            threads.close();
            threads = null;
        }
    }
}
