package dev.capstan.transport.internal.exchange;

import dev.capstan.transport.ExchangeEnd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who wants to know that an exchange's client has gone, or that the exchange has ended. On the event loop. */
final class ExchangeListeners {
    /** Mostly there is one, for which no list is made. */
    private @Nullable Runnable onGone;

    private @Nullable List<Runnable> moreOnGone;
    private @Nullable List<ExchangeEnd.Listener> onEnd;
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
