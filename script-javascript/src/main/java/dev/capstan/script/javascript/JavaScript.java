package dev.capstan.script.javascript;

import dev.capstan.script.internal.polyglot.GuestLanguage;
import dev.capstan.script.internal.polyglot.GuestScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;

/** What is particular about JavaScript. */
final class JavaScript implements GuestLanguage {
    /** Single values that would take a large part of a heap at once, between two looks at what a run has allocated. */
    private static final String MOST_LETTERS = String.valueOf(1 << 25);

    private static final String MOST_ELEMENTS = String.valueOf(1 << 24);

    private static final List<String> LIMITS = List.of(
            "RangeError: Maximum call stack size exceeded",
            "RangeError: Invalid string length",
            "RangeError: Invalid typed array length",
            "RangeError: Array buffer allocation failed");

    @Override
    public String name() {
        return "javascript";
    }

    @Override
    public String id() {
        return "js";
    }

    @Override
    public String mediaType() {
        return "application/javascript";
    }

    @Override
    public String title() {
        return "JavaScript";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        // Ways out are confined by the context; what only leads there is not even defined, which also makes contexts
        // cheaper.
        for (String off : new String[] {
            "js.load",
            "js.print",
            "js.graal-builtin",
            "js.polyglot-builtin",
            "js.java-package-globals",
            "js.global-arguments",
            "js.shared-array-buffer",
            "js.atomics",
            "js.webassembly",
            "js.worker",
            "js.shadow-realm",
            "js.commonjs-require"
        }) {
            options.put(off, "false");
        }
        options.put("js.string-length-limit", MOST_LETTERS);
        options.put("js.max-typed-array-length", MOST_ELEMENTS);
        return options;
    }

    @Override
    public int spareContexts() {
        return 0;
    }

    @Override
    public GuestScope open(Context context) {
        return new JavaScriptScope(context);
    }

    @Override
    public boolean isLimit(String message) {
        return LIMITS.stream().anyMatch(message::startsWith);
    }

    @Override
    public String syntaxError(String message) {
        // SyntaxError: name:2:10 Expected an operand but found ;\n…
        String first = message.lines().findFirst().orElse(message);
        return first.replaceFirst("^SyntaxError: (?:.*?:\\d+:\\d+ )?", "");
    }
}
