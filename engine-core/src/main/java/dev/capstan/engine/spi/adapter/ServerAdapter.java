package dev.capstan.engine.spi.adapter;

import java.net.InetAddress;
import java.util.List;

/** An adapter of one document. */
public interface ServerAdapter {
    /** Where it is reached. Complete once the engine has started. Asked by any thread, also by event loops: must not block. */
    List<Endpoint> endpoints();

    /**
     * Takes back what was registered: the document will not be served after all, or is loaded anew. Called before the services start or
     * while the engine runs; at most once, but for a reload that is given up: after it the adapter is served as before, by services that
     * forgot what was taken back.
     */
    void withdraw();

    /**
     * Whether the adapter can be replaced while the engine runs: everything that it has is registered with services that open
     * {@linkplain dev.capstan.engine.spi.EngineService#change changes}, as the HTTP transport does, and {@link #withdraw} does nothing
     * but taking it back there. A document with an adapter that cannot is never loaded anew.
     */
    default boolean isReloadable() {
        return false;
    }

    /**
     * A place where an adapter is reached.
     *
     * @param type {@code exposes.type}
     * @param namespace the adapter's
     * @param url as a client on this machine would write it
     * @param address the IP address that is listened on; for all addresses of the machine it is the unspecified one,
     *     {@code 0.0.0.0} or {@code ::}
     * @param units how many operations or tools are there
     */
    record Endpoint(String type, String namespace, String url, InetAddress address, int units) {}
}
