package dev.capstan.consumer.http;

import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how to reach an origin: its addresses, and the TLS context. Both may block, so that another thread does it;
 * what it found is kept for a while. On one event loop otherwise.
 */
final class OriginAccess {
    private static final long KEPT = TimeUnit.SECONDS.toNanos(30);

    /** How to reach it; the context is null without TLS. */
    record Way(List<InetAddress> addresses, @Nullable SslContext tls) {}

    /** Is told how to reach it, or why that is not known; possibly before the question has returned. */
    interface Listener {
        void onWay(Way way);

        void onNoWay(Throwable cause);
    }

    private final Origin origin;
    private final ClientSettings settings;
    private final EventLoop eventLoop;
    private final List<Listener> listeners = new ArrayList<>();
    private @Nullable Way way;
    private long expiry;

    OriginAccess(Origin origin, ClientSettings settings, EventLoop eventLoop) {
        this.origin = origin;
        this.settings = settings;
        this.eventLoop = eventLoop;
        List<InetAddress> literal = literal(origin.host());
        if (literal != null && !origin.secure()) {
            this.way = new Way(literal, null);
            this.expiry = Long.MAX_VALUE;
        }
    }

    void find(Listener listener) {
        if (way != null && (expiry == Long.MAX_VALUE || System.nanoTime() - expiry < 0)) {
            listener.onWay(way);
            return;
        }
        listeners.add(listener);
        if (listeners.size() == 1) {
            try {
                settings.blockingExecutor().execute(this::look);
            } catch (RejectedExecutionException closing) {
                found(null, closing);
            }
        }
    }

    private void look() {
        Way found = null;
        Throwable problem = null;
        try {
            List<InetAddress> addresses = literal(origin.host());
            found = new Way(
                    addresses != null ? addresses : List.of(InetAddress.getAllByName(origin.host())),
                    origin.secure() ? settings.tls().context() : null);
        } catch (IOException | RuntimeException failure) {
            problem = failure;
        }
        Way result = found;
        Throwable cause = problem;
        try {
            eventLoop.execute(() -> found(result, cause));
        } catch (RejectedExecutionException closed) {
            // The engine has ended, and with it everyone who waited.
        }
    }

    private void found(@Nullable Way found, @Nullable Throwable problem) {
        way = found;
        expiry = System.nanoTime() + KEPT;
        List<Listener> told = List.copyOf(listeners);
        listeners.clear();
        for (Listener listener : told) {
            if (found != null) {
                listener.onWay(found);
            } else {
                listener.onNoWay(problem == null ? new IOException() : problem);
            }
        }
    }

    /** The address when none has to be looked up; else null. */
    private static @Nullable List<InetAddress> literal(String host) {
        if (host.equals("localhost")) {
            return List.of(NetUtil.LOCALHOST4, NetUtil.LOCALHOST6);
        }
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return address == null ? null : List.of(InetAddress.getByAddress(host, address));
        } catch (UnknownHostException impossible) {
            return null;
        }
    }
}
