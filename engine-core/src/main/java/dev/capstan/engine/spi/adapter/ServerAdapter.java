package dev.capstan.engine.spi.adapter;

import java.net.InetAddress;
import java.util.List;

/** An adapter of one document. */
public interface ServerAdapter {
    /** Where it is reached. Complete once the engine has started. Asked by any thread, also by event loops: must not block. */
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
     * @param url as a client on this machine would write it
     * @param address the IP address that is listened on; for all addresses of the machine it is the unspecified one,
     *     {@code 0.0.0.0} or {@code ::}
     * @param units how many operations or tools are there
     */
    record Endpoint(String type, String namespace, String url, InetAddress address, int units) {}
}
