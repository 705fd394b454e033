package dev.capstan.transport;

import dev.capstan.engine.failure.InvalidSettingException;
import java.net.InetAddress;
import java.util.List;

/** An owner's routes on a listener. */
public interface Registration {
    /** Routes that were not taken, because an earlier one has their path and method. */
    List<RouteConflict> conflicts();

    /**
     * Takes the routes back and refuses, where one of them was not taken.
     *
     * @param remedy what to give one of the two, such as {@code "another port"}
     * @throws InvalidSettingException with what is taken, and by whom
     */
    default void requireAll(String remedy) {
        List<RouteConflict> conflicts = conflicts();
        if (conflicts.isEmpty()) {
            return;
        }
        RouteConflict first = conflicts.get(0);
        withdraw();
        throw new InvalidSettingException(
                first.route().place() + ": " + first.route().path() + " is taken by the "
                        + first.earlierOwner().type() + " adapter at " + first.earlierPlace() + ": give one of them "
                        + remedy,
                List.of("server.portOverrides"));
    }

    /** {@code http://host:port} as a client on this machine would write it; complete once the transport has started. */
    String baseUrl();

    /** The IP address that is listened on, the unspecified one for all addresses of the machine. */
    InetAddress address();

    /** Whether the optional route of that path is served. Complete once the transport has started. */
    boolean serves(String path);

    /**
     * Keeps the listener open, when the engine closes, until the requests to other listeners have ended: for those who tell how
     * that goes. In effect where all who share the listener ask for it.
     */
    void drainLast();

    /** Takes the routes back. */
    void withdraw();
}
