package dev.capstan.script.python;

import dev.capstan.script.internal.polyglot.GuestLanguage;
import dev.capstan.script.internal.polyglot.GuestScope;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Context;

/** What is particular about Python. */
final class Python implements GuestLanguage {
    @Override
    public String name() {
        return "python";
    }

    @Override
    public String id() {
        return "python";
    }

    @Override
    public String mediaType() {
        return "text/x-python";
    }

    @Override
    public String title() {
        return "Python";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        // Nothing of the host's own Python: no site packages, no environment, no working directory on the path.
        options.put("python.NoSiteFlag", "true");
        options.put("python.NoUserSiteFlag", "true");
        options.put("python.IsolateFlag", "true");
        options.put("python.IgnoreEnvironmentFlag", "true");
        options.put("python.SafePathFlag", "true");
        options.put("python.PosixModuleBackend", "java");
        options.put("python.WarnExperimentalFeatures", "false");
        // Threads of the engine's own beside each context, for native extensions and signals, which scripts do not
        // have.
        options.put("python.NoAsyncActions", "true");
        options.put("python.PythonGC", "false");
        options.put("python.BackgroundGCTask", "false");
        return options;
    }

    /** Making one takes tens of milliseconds, most runs less than one. */
    @Override
    public int spareContexts() {
        return Math.min(2, Runtime.getRuntime().availableProcessors());
    }

    @Override
    public GuestScope open(Context context) {
        return new PythonScope(context);
    }

    @Override
    public boolean isLimit(String message) {
        return message.startsWith("RecursionError") || message.startsWith("MemoryError");
    }

    @Override
    public String syntaxError(String message) {
        // SyntaxError: '(' was never closed (name, line 2)
        return message.replaceFirst("^[A-Za-z]+Error: ", "").replaceFirst(" \\([^()]*, line \\d+\\)$", "");
    }
}
