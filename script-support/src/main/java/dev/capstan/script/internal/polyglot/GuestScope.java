package dev.capstan.script.internal.polyglot;

import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.script.internal.run.ResultBuilder;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The global scope of one context. Used by one thread at a time. */
public abstract class GuestScope {
    private final Context context;
    private final Value globals;

    /** Of a fresh context. */
    protected GuestScope(Context context, String language) {
        this.context = context;
        this.globals = context.getBindings(language);
    }

    /** Its context. */
    public final Context context() {
        return context;
    }

    /** The global variables. */
    public final Value globals() {
        return globals;
    }

    /** The folder of the language's own library on this host, which no message may show; empty when there is none. */
    public abstract String home();

    /** Whether the language has something of that global name. Asked before any script has run. */
    public abstract boolean isBuiltIn(String name);

    /** A copy in the language's own values. Asked before any script has run. */
    public abstract Value copyIn(JsonNode value);

    /** The member of an object that {@link #copyIn} made. */
    public abstract Value member(Value object, String name);

    /** Whether a member of that value is left out of its object. */
    public abstract boolean isLeftOut(Value value);

    /**
     * The copy of a value that is neither null, boolean, text nor number, where the language knows better than what holds for all.
     *
     * @return null for what is an array, object or function as it seems
     * @throws ScriptException when the value is not JSON
     */
    public abstract @Nullable JsonNode copyOut(Value value, ResultBuilder result) throws ScriptException;

    /** The copy of a number that is no whole number of 64 bits. */
    public abstract JsonNode copyNumber(Value value, ResultBuilder result) throws ScriptException;
}
