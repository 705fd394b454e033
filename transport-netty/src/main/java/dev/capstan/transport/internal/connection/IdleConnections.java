package dev.capstan.transport.internal.connection;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The connections of an event loop that wait for a request, the longest idle first. On that event loop. */
final class IdleConnections {
    /** A place in the list, of one connection. */
    static final class Entry {
        private final HttpConnection connection;
        private @Nullable Entry previous;
        private @Nullable Entry next;
        private long since;
        private boolean listed;

        Entry(HttpConnection connection) {
            this.connection = connection;
        }
    }

    /** So long a new connection may take to send its first request before it counts as idle. */
    private static final long FIRST_REQUEST_NANOS = 200_000_000L;

    private static final long NOBODY = Long.MAX_VALUE;

    private final AtomicLong longestSince = new AtomicLong(NOBODY);
    private @Nullable Entry first;
    private @Nullable Entry last;

    /** The connection begins to wait. */
    void add(Entry entry, long now) {
        if (entry.listed) {
            return;
        }
        entry.listed = true;
        entry.since = now;
        entry.previous = last;
        if (last == null) {
            first = entry;
            longestSince.lazySet(now);
        } else {
            last.next = entry;
        }
        last = entry;
    }

    /** The connection waits no longer. */
    void remove(Entry entry) {
        if (!entry.listed) {
            return;
        }
        entry.listed = false;
        if (entry.previous == null) {
            first = entry.next;
            longestSince.lazySet(first == null ? NOBODY : first.since);
        } else {
            entry.previous.next = entry.next;
        }
        if (entry.next == null) {
            last = entry.previous;
        } else {
            entry.next.previous = entry.previous;
        }
        entry.previous = null;
        entry.next = null;
    }

    /** For how long somebody has been waiting, -1 when nobody has. Safe for any thread, and a little out of date there. */
    long longestNanos(long now) {
        long since = longestSince.get();
        return since == NOBODY ? -1 : Math.max(0, now - since);
    }

    /** Closes the connection that has been waiting for longest. */
    void closeLongest() {
        Entry longest = first;
        if (longest != null
                && (longest.connection.hasServed() || System.nanoTime() - longest.since >= FIRST_REQUEST_NANOS)) {
            longest.connection.abort();
        }
    }
}
