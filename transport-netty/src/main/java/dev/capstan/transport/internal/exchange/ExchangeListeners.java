package dev.capstan.transport.internal.exchange;

import dev.capstan.transport.ExchangeEnd;
import dev.capstan.transport.internal.routing.RouteShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to know that an exchange's client has gone, that the exchange has ended, or that it needs its route no more. On the event
 * loop.
 */
final class ExchangeListeners {
    /** Mostly there is one, for which no list is made. */
    private @Nullable Runnable onGone;

    private @Nullable List<Runnable> moreOnGone;
    private @Nullable List<ExchangeEnd.Listener> onEnd;
    private @Nullable RouteShare route;
    private @Nullable Runnable onReleased;
    private boolean gone;

    void addGone(Runnable listener) {
        if (gone) {
            listener.run();
        } else if (onGone == null) {
            onGone = listener;
        } else {
            if (moreOnGone == null) {
                moreOnGone = new ArrayList<>(2);
            }
            moreOnGone.add(listener);
        }
    }

    void addEnd(ExchangeEnd.Listener listener) {
        if (onEnd == null) {
            onEnd = new ArrayList<>(2);
        }
        onEnd.add(listener);
    }

    boolean isEndAwaited() {
        return onEnd != null;
    }

    /** The exchange was led to a route of these. */
    void routedTo(RouteShare share) {
        route = share;
    }

    /** Invokes a listener once the exchange needs no route of those shares; at once, where it needs none now. */
    void whenReleased(Set<RouteShare> shares, Runnable listener) {
        if (route == null || !shares.contains(route)) {
            listener.run();
        } else {
            onReleased = listener;
        }
    }

    /** The exchange needs its route no more. */
    void release() {
        Runnable listener = onReleased;
        route = null;
        onReleased = null;
        if (listener != null) {
            listener.run();
        }
    }

    /** The client has gone. */
    void gone() {
        gone = true;
        Runnable first = onGone;
        List<Runnable> others = moreOnGone;
        onGone = null;
        moreOnGone = null;
        if (first != null) {
            first.run();
        }
        if (others != null) {
            others.forEach(Runnable::run);
        }
    }

    /** The exchange has ended. */
    void ended(ExchangeEnd end) {
        List<ExchangeEnd.Listener> listeners = onEnd;
        onEnd = null;
        if (listeners != null) {
            for (ExchangeEnd.Listener listener : listeners) {
                listener.onEnd(end);
            }
        }
    }
}
