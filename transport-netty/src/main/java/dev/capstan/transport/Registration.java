package dev.capstan.transport;

import java.net.InetAddress;
import java.util.List;

/** An owner's routes on a listener. */
public interface Registration {
    /** Routes that were not taken, because an earlier one has their path and method. */
    List<RouteConflict> conflicts();

    /** {@code http://host:port} as a client on this machine would write it; complete once the transport has started. */
    String baseUrl();

    /** The IP address that is listened on, the unspecified one for all addresses of the machine. */
    InetAddress address();

    /** Whether the optional route of that path is served. Complete once the transport has started. */
    boolean serves(String path);

    /** Takes the routes back. */
    void withdraw();
}
