package dev.capstan.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback on which nobody listens: whoever connects is refused. It is taken until this is closed, so that nobody
 * else comes to listen there meanwhile, as on a port that was given back.
 */
public final class ClosedPort implements AutoCloseable {
    private final Socket holder = new Socket();

    /** Takes one that is free. */
    public ClosedPort() {
        try {
            holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its number. */
    public int port() {
        return holder.getLocalPort();
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
