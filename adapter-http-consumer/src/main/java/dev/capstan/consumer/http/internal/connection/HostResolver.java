package dev.capstan.consumer.http.internal.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host by its name. Blocks; never called on an event loop. */
@FunctionalInterface
public interface HostResolver {
    /** The platform's resolver. */
    HostResolver PLATFORM = InetAddress::getAllByName;

    /**
     * The host's addresses, at least one.
     *
     * @throws UnknownHostException when it has none
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
