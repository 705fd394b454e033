package dev.capstan.adapter.mcp.internal.streams;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value of a service that is replaced by itself, or in one step with those of other services where a document is loaded anew: what
 * is made of it then is seen by nobody before the change is committed. Safe for any thread: reading never waits, and replacing is
 * guarded by a lock, which an open change holds until it ends.
 *
 * @param <T> an immutable type
 */
public final class ReloadedValue<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile T current;
    private @Nullable Draft<T> open;

    /** The value before any change. */
    public ReloadedValue(T first) {
        this.current = first;
    }

    /** The value as everybody sees it. */
    public T current() {
        return current;
    }

    /**
     * Replaces it: at once, or as a part of the change that the calling thread has opened.
     *
     * @return whether at once
     */
    public boolean replace(UnaryOperator<T> replacement) {
        lock.lock();
        try {
            Draft<T> draft = open;
            if (draft == null) {
                current = replacement.apply(current);
                return true;
            }
            draft.now = replacement.apply(draft.now);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Opens a change. One at a time: others wait. It is ended by the same thread. */
    public Draft<T> open() {
        lock.lock();
        Draft<T> draft = new Draft<>(this, current);
        open = draft;
        return draft;
    }

    private void end(T value) {
        current = value;
        open = null;
        lock.unlock();
    }

    /**
     * Replacements that are to be seen together. Ended by either {@link #commit} or {@link #rollback}.
     *
     * @param <T> the value's type
     */
    public static final class Draft<T> {
        private final ReloadedValue<T> value;
        private final T before;
        private T now;

        private Draft(ReloadedValue<T> value, T before) {
            this.value = value;
            this.before = before;
            this.now = before;
        }

        /** The value before the change. */
        public T before() {
            return before;
        }

        /** What has been made of it. */
        public T now() {
            return now;
        }

        /** Everybody sees what has been made of it. */
        public void commit() {
            commit(now);
        }

        /** Everybody sees that value. */
        public void commit(T last) {
            now = last;
            value.end(last);
        }

        /** Everybody goes on to see what was before. */
        public void rollback() {
            value.end(before);
        }
    }
}
