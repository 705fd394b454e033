package dev.capstan.engine.spi.adapter;

import java.util.List;

/** An adapter of one document. */
public interface ServerAdapter {
    /** Where it is reached. Complete once the engine has started. */
    List<Endpoint> endpoints();

    /**
     * Takes back what was registered: the document will not be served after all. Called at most once, before the services start
     * or while the engine runs.
     */
    void withdraw();

    /**
     * A place where an adapter is reached.
     *
     * @param type {@code exposes.type}
     * @param namespace the adapter's
     * @param url as a client would write it
     * @param units how many operations or tools are there
     */
    record Endpoint(String type, String namespace, String url, int units) {}
}
