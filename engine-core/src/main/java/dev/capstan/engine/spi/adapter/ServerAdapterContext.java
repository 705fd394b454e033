package dev.capstan.engine.spi.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.authentication.Authenticator;
import org.jspecify.annotations.Nullable;

/** What a server adapter is made from. */
public interface ServerAdapterContext {
    /** What to serve: the adapter's live units. */
    AdapterPlan plan();

    /**
     * Judges the credentials of callers; null when the document asks for none. An adapter serves nothing to callers that it
     * refuses. The engine closes it.
     */
    @Nullable
    Authenticator authenticator();

    /** What the engine's parts share. */
    EngineContext engine();

    /**
     * Reports what the adapter found. An error refuses the whole document, such as for a route that another document has already;
     * anything less informs.
     */
    void report(Diagnostic diagnostic);
}
