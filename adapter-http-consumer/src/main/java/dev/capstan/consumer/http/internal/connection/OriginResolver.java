package dev.capstan.consumer.http.internal.connection;

import dev.capstan.consumer.http.internal.request.Origin;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of an origin and its TLS context. Both may block, so that another thread does it, one at a time; the result
 * is kept for a while. On one event loop otherwise.
 */
final class OriginResolver {
    private static final long KEPT = TimeUnit.SECONDS.toNanos(30);

    /** Receives the result; exactly one method is invoked, possibly before {@link #resolve} has returned. */
    interface Listener {
        void onResolved(ResolvedOrigin resolved);

        void onUnresolved(Throwable cause);
    }

    private final Origin origin;
    private final ClientSettings settings;
    private final EventLoop eventLoop;
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private @Nullable ResolvedOrigin resolved;
    private boolean isResolving;
    private long expiry;

    OriginResolver(Origin origin, ClientSettings settings, EventLoop eventLoop) {
        this.origin = origin;
        this.settings = settings;
        this.eventLoop = eventLoop;
        List<InetAddress> literal = literal(origin.host());
        if (literal != null && !origin.secure()) {
            this.resolved = new ResolvedOrigin(literal, null);
            this.expiry = Long.MAX_VALUE;
        }
    }

    /** The addresses as last resolved, which may have changed since; empty when they never were. */
    List<InetAddress> lastAddresses() {
        ResolvedOrigin known = resolved;
        if (known != null) {
            return known.addresses();
        }
        List<InetAddress> literal = literal(origin.host());
        return literal == null ? List.of() : literal;
    }

    void resolve(Listener listener) {
        ResolvedOrigin known = resolved;
        if (known != null && (expiry == Long.MAX_VALUE || System.nanoTime() - expiry < 0)) {
            listener.onResolved(known);
            return;
        }
        listeners.add(listener);
        if (!isResolving) {
            isResolving = true;
            try {
                settings.blockingExecutor().execute(this::lookUp);
            } catch (RejectedExecutionException closing) {
                end(null, closing);
            }
        }
    }

    /** Whether that listener still waits for the result. */
    boolean isAwaitedBy(Listener listener) {
        return listeners.contains(listener);
    }

    /** The listener wants the result no more. */
    void forget(Listener listener) {
        listeners.remove(listener);
    }

    private void lookUp() {
        ResolvedOrigin found = null;
        Throwable problem = null;
        try {
            List<InetAddress> addresses = literal(origin.host());
            found = new ResolvedOrigin(
                    addresses != null ? addresses : List.of(settings.resolver().resolve(origin.host())),
                    origin.secure() ? settings.tls().context() : null);
        } catch (IOException | RuntimeException failure) {
            problem = failure;
        }
        ResolvedOrigin result = found;
        Throwable cause = problem;
        try {
            eventLoop.execute(() -> end(result, cause));
        } catch (RejectedExecutionException closed) {
            // The engine has ended, and with it everyone who waited.
        }
    }

    private void end(@Nullable ResolvedOrigin found, @Nullable Throwable problem) {
        isResolving = false;
        if (found != null) {
            resolved = found;
            expiry = System.nanoTime() + KEPT;
        }
        List<Listener> waiting = List.copyOf(listeners);
        listeners.clear();
        for (Listener listener : waiting) {
            if (found != null) {
                listener.onResolved(found);
            } else {
                listener.onUnresolved(problem == null ? new IOException() : problem);
            }
        }
    }

    /** The addresses of a host that is one, or is called localhost (RFC 6761, section 6.3); null for other names. */
    static @Nullable List<InetAddress> literal(String host) {
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
