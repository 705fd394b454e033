package dev.capstan.engine.spi.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.EngineContext;

/** What a server adapter is made from. */
public interface ServerAdapterContext {
    /** What to serve: the adapter's live units. */
    AdapterPlan plan();

    /** What the engine's parts share. */
    EngineContext engine();

    /**
     * Reports what the adapter found. An error refuses the whole document, such as for a route that another document has already;
     * anything less informs.
     */
    void report(Diagnostic diagnostic);
}
