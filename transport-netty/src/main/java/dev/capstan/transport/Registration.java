package dev.capstan.transport;

import java.util.List;

/** An owner's routes on a listener. */
public interface Registration {
    /** Routes that were not taken, because an earlier one has their path and method. */
    List<RouteConflict> conflicts();

    /** {@code http://host:port} as a client would write it; complete once the transport has started. */
    String baseUrl();

    /** Whether the optional route of that path is served. Complete once the transport has started. */
    boolean serves(String path);

    /** Takes the routes back. */
    void withdraw();
}
