package dev.capstan.transport.internal.connection;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.transport.RouteOwner;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address to listen on.
 *
 * @param name as it was asked for; for the loopback, 127.0.0.1
 * @param address resolved
 * @param port 0 for any free one
 */
public record ListenAddress(String name, InetAddress address, int port) {
    private static final String LOOPBACK = "127.0.0.1";

    /** Resolves the address that an owner asks for; null is the loopback. */
    public static ListenAddress resolve(@Nullable String host, int port, RouteOwner owner) {
        String name = host == null || host.isBlank() || host.equalsIgnoreCase("localhost") ? LOOPBACK : host.trim();
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        if (port < 0 || port > 65535) {
            throw new InvalidSettingException(port + " is no port to listen on for " + owner.file()
                    + ": a port is 1 to 65535, or 0 for any free one");
        }
        try {
            return new ListenAddress(name, InetAddress.getByName(name), port);
        } catch (UnknownHostException e) {
            throw new InvalidSettingException(
                    "the address \"" + name + "\" of " + owner.file()
                            + " is unknown on this machine; give one of its own addresses",
                    List.of("server.host"));
        }
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** The host as it stands in a URL that a client on this machine would use. */
    String urlHost() {
        if (address.isAnyLocalAddress()) {
            return LOOPBACK;
        }
        return name.indexOf(':') >= 0 ? "[" + NetUtil.toAddressString(address) + "]" : name;
    }
}
