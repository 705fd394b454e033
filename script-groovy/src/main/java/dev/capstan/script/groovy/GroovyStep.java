package dev.capstan.script.groovy;

import groovy.lang.GroovyRuntimeException;
import groovy.lang.MissingMethodException;
import groovy.lang.Script;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every script and dependency extends: methods of the files that ran before it are its own too, and what it prints goes nowhere,
 * because the process's standard output belongs to others. Public for the compiled scripts only.
 */
public abstract class GroovyStep extends Script {
    private final List<GroovyStep> earlier = new ArrayList<>();

    /** Has the methods of a file that ran before. */
    final void after(GroovyStep step) {
        earlier.add(0, step);
    }

    @Override
    public @Nullable Object invokeMethod(String name, Object args) {
        try {
            return super.invokeMethod(name, args);
        } catch (MissingMethodException missing) {
            if (!missing.getMethod().equals(name) || missing.getType() != getClass()) {
                throw missing;
            }
            for (GroovyStep step : earlier) {
                if (!step.getMetaClass().respondsTo(step, name, missing.getArguments()).isEmpty()) {
                    return step.getMetaClass().invokeMethod(step, name, missing.getArguments());
                }
            }
            throw missing;
        }
    }

    @Override
    public void print(@Nullable Object value) {}

    @Override
    public void println() {}

    @Override
    public void println(@Nullable Object value) {}

    @Override
    public void printf(String format, @Nullable Object value) {}

    @Override
    public void printf(String format, @Nullable Object[] values) {}

    /** Runs the file's statements. */
    @Override
    public abstract @Nullable Object run() throws GroovyRuntimeException;
}
