package dev.capstan.engine.spi.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.reload.DocumentReload;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.authentication.Authenticator;
import org.jspecify.annotations.Nullable;

/** What a server adapter is made from. */
public interface ServerAdapterContext {
    /** What to serve: the adapter's live units. */
    AdapterPlan plan();

    /** The document that the adapter is of, its other adapters included. */
    DocumentView document();

    /**
     * Judges the credentials of callers; null when the document asks for none. An adapter serves nothing to callers that it
     * refuses, starts it when it begins to serve, and closes it when it is withdrawn; the HTTP transport does all of this for the
     * owner of routes that it is given to.
     */
    @Nullable
    Authenticator authenticator();

    /** What {@link ServerAdapterProvider#observer} made for this adapter; null when it made nothing. */
    @Nullable
    EngineObserver observer();

    /** What the engine's parts share. */
    EngineContext engine();

    /**
     * Reads the adapter's document anew, and swaps what is served of it. Blocks; never to be called on an event loop.
     *
     * @throws IllegalStateException when the engine is closed, or has not been built yet
     */
    DocumentReload reload();

    /**
     * Reports what the adapter found. An error refuses the whole document, such as for a route that another document has already;
     * anything less informs.
     */
    void report(Diagnostic diagnostic);
}
