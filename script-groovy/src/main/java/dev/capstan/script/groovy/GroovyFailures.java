package dev.capstan.script.groovy;

import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptException.Reason;
import dev.capstan.script.internal.run.ScriptMessages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.jspecify.annotations.Nullable;

/** Says what ended a run in the script's own words and lines. */
final class GroovyFailures {
    private final Map<String, CompiledScript.Unit> units = new HashMap<>();
    private final CompiledScript.Unit main;

    GroovyFailures(List<CompiledScript.Unit> units) {
        units.forEach(unit -> this.units.put(unit.source(), unit));
        main = units.get(units.size() - 1);
    }

    ScriptException of(Throwable thrown) {
        Throwable e = thrown;
        while (e instanceof InvokerInvocationException && e.getCause() != null) {
            e = e.getCause();
        }
        if (e instanceof StackOverflowError || e instanceof OutOfMemoryError) {
            return new ScriptException(Reason.LIMIT, "the script needed more memory or stack than there is", 0);
        }
        String type = e.getClass().getSimpleName();
        String message = e.getMessage() == null ? type : type + ": " + named(e.getMessage());
        StackTraceElement first = frame(e, null);
        if (first != null && !main.source().equals(first.getFileName())) {
            CompiledScript.Unit dependency = units.get(first.getFileName());
            if (dependency != null) {
                message = ScriptMessages.in(message, dependency.file(), first.getLineNumber());
            }
        }
        StackTraceElement own = frame(e, main.source());
        return new ScriptException(
                Reason.FAILED, ScriptMessages.shown(message), own == null ? 0 : Math.max(0, own.getLineNumber()));
    }

    /** With the names of files instead of those of their classes. */
    private String named(String message) {
        String text = message;
        for (CompiledScript.Unit unit : units.values()) {
            text = text.replaceAll("\\b" + unit.type() + "\\b", java.util.regex.Matcher.quoteReplacement(unit.file()));
        }
        return text;
    }

    /** The innermost frame of that file, or of any of the script's files. */
    private @Nullable StackTraceElement frame(Throwable e, @Nullable String source) {
        for (StackTraceElement frame : e.getStackTrace()) {
            String file = frame.getFileName();
            if (file != null && frame.getLineNumber() > 0 && (source == null ? units.containsKey(file) : source.equals(file))) {
                return frame;
            }
        }
        return null;
    }
}
