package dev.capstan.transport.internal.connection;

import dev.capstan.engine.configuration.ClientRates;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.configuration.ServerTimeouts;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;

/**
 * How long a connection's client may take with what is waited for. With a body, only the time in which its bytes are waited for
 * counts: between two pieces, in all, and by the rate at which they come. On the event loop.
 */
final class RequestTimer {
    /** What is waited for. */
    enum Wait {
        NOTHING,
        NEXT_REQUEST,
        HEAD,
        BODY,
        CLIENT_TO_CLOSE
    }

    private static final long SECOND = 1_000_000_000L;
    /** How long a client may take to close after the last reply before what it still sends is answered with a reset. */
    private static final long LINGER = 3 * SECOND;

    private final LazyTimer timer;
    private final Consumer<Wait> onLate;
    private final ServerTimeouts timeouts;
    private final ClientRates rates;
    private Wait wait = Wait.NOTHING;
    private long bodyWaited;
    private long bodyAwaitedSince;

    /** {@code onLate} is invoked with what did not come in time, and is waited for no longer. */
    RequestTimer(EventLoop eventLoop, ServerConfiguration configuration, Consumer<Wait> onLate) {
        this.timer = new LazyTimer(eventLoop, this::expired);
        this.onLate = onLate;
        this.timeouts = configuration.timeouts();
        this.rates = configuration.rates();
    }

    private void expired() {
        Wait late = wait;
        wait = Wait.NOTHING;
        onLate.accept(late);
    }

    /** A request's head has been received. */
    void requestBegins() {
        bodyWaited = 0;
        clear();
    }

    void awaitRequest(long now) {
        wait = Wait.NEXT_REQUEST;
        timer.set(now, timeouts.idle().toNanos());
    }

    void awaitHead() {
        if (wait != Wait.HEAD) {
            wait = Wait.HEAD;
            timer.set(System.nanoTime(), timeouts.head().toNanos());
        }
    }

    /** Waits for more of a body of which so many bytes have been received. */
    void awaitBody(long received) {
        long now = System.nanoTime();
        if (wait == Wait.BODY) {
            bodyWaited += now - bodyAwaitedSince;
        }
        wait = Wait.BODY;
        bodyAwaitedSince = now;
        long left = Math.min(timeouts.body().toNanos(), timeouts.request().toNanos() - bodyWaited);
        long rate = rates.minRequestRate();
        if (rate > 0 && received < Long.MAX_VALUE / SECOND) {
            left = Math.min(left, rates.grace().toNanos() + received * SECOND / rate - bodyWaited);
        }
        timer.set(now, left);
    }

    /** More of the body is not waited for at present. */
    void pauseBody() {
        if (wait == Wait.BODY) {
            bodyWaited += System.nanoTime() - bodyAwaitedSince;
            clear();
        }
    }

    void awaitClose() {
        wait = Wait.CLIENT_TO_CLOSE;
        timer.set(System.nanoTime(), LINGER);
    }

    /** Waits for nothing. */
    void clear() {
        wait = Wait.NOTHING;
        timer.clear();
    }

    /** Never invokes anyone again. */
    void stop() {
        wait = Wait.NOTHING;
        timer.stop();
    }
}
