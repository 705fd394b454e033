package dev.capstan.consumer.http.internal.connection;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of each caller that use a connection or are next to get one. Calls beyond a caller's share wait apart, where they
 * keep nobody else from getting a connection. On one event loop.
 */
final class CallerShares {
    /** The calls of one caller. */
    static final class Share {
        private final Object caller;
        private final Set<ConnectionUser> waiting = new LinkedHashSet<>();
        private int held;

        Share(Object caller) {
            this.caller = caller;
        }
    }

    private final int limit;
    private final Map<Object, Share> shares = new HashMap<>();
    private int waiting;

    /** At most that many calls of one caller at once. */
    CallerShares(int limit) {
        this.limit = Math.max(1, limit);
    }

    /** How many calls wait because of their callers' other calls. */
    int waiting() {
        return waiting;
    }

    /** Counts a call, if its caller's share is not used up. */
    boolean take(ConnectionUser user) {
        Object caller = user.caller();
        if (caller == null) {
            return true;
        }
        Share share = shares.computeIfAbsent(caller, Share::new);
        if (share.held >= limit) {
            return false;
        }
        share.held++;
        user.share = share;
        return true;
    }

    /** Lets a call wait that could not be counted. */
    void await(ConnectionUser user) {
        Share share = shares.get(user.caller());
        if (share != null && share.waiting.add(user)) {
            waiting++;
        }
    }

    /** Ends a call's count, if it is counted; returns the call that is counted instead of it, or null. */
    @Nullable
    ConnectionUser release(ConnectionUser user) {
        Share share = user.share;
        if (share == null) {
            return null;
        }
        user.share = null;
        share.held--;
        ConnectionUser next =
                share.waiting.isEmpty() ? null : share.waiting.iterator().next();
        if (next != null) {
            share.waiting.remove(next);
            waiting--;
            share.held++;
            next.share = share;
        } else if (share.held == 0) {
            shares.remove(share.caller);
        }
        return next;
    }

    /** A call that waits gives up; without effect on any other. */
    void forget(ConnectionUser user) {
        Share share = user.caller() == null ? null : shares.get(user.caller());
        if (share != null && share.waiting.remove(user)) {
            waiting--;
        }
    }

    /** The calls that wait, to be looked at. */
    Iterable<ConnectionUser> allWaiting() {
        Set<ConnectionUser> all = new LinkedHashSet<>();
        if (waiting > 0) {
            shares.values().forEach(share -> all.addAll(share.waiting));
        }
        return all;
    }
}
