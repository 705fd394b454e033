package dev.capstan.authentication.internal.digest;

import dev.capstan.authentication.internal.digest.NonceSigner.Nonce;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The highest count that was used with each nonce, so that no request is accepted twice. Only requests with the right password
 * come here, and the number of nonces is limited: those beyond it are forgotten in the order in which they were issued, and with
 * them every older one becomes unusable. Safe for any thread.
 */
final class NonceCounts {
    private final int limit;
    private final long lifeMillis;
    private final ConcurrentSkipListMap<Long, Used> bySequence = new ConcurrentSkipListMap<>();

    /** The highest sequence that was forgotten. */
    private final AtomicLong forgotten = new AtomicLong(Long.MIN_VALUE);

    NonceCounts(int limit, long lifeMillis) {
        this.limit = limit;
        this.lifeMillis = lifeMillis;
    }

    /**
     * Uses a count of a nonce.
     *
     * @param count from 1 on
     * @param now the time in milliseconds
     * @return whether it is higher than all that were used before; false as well when that is not known any more, or the
     *     nonce's life is over
     */
    boolean use(Nonce nonce, long count, long now) {
        if (!isAlive(nonce.issuedMillis(), now)) {
            return false;
        }
        Used used = bySequence.get(nonce.sequence());
        if (used == null) {
            used = first(nonce);
            forgetSome(now);
        }
        boolean higher = used.raise(count);
        // Looked at last: another thread may have forgotten the nonce between the steps above.
        return higher && nonce.sequence() > forgotten.get();
    }

    /** How many nonces are remembered. */
    int size() {
        return bySequence.size();
    }

    private Used first(Nonce nonce) {
        Used fresh = new Used(nonce.issuedMillis());
        Used other = bySequence.putIfAbsent(nonce.sequence(), fresh);
        return other == null ? fresh : other;
    }

    private void forgetSome(long now) {
        Map.Entry<Long, Used> oldest = bySequence.firstEntry();
        while (oldest != null && (bySequence.size() > limit || !isAlive(oldest.getValue().issuedMillis, now))) {
            // Before the entry is gone, so that nobody takes a nonce that was forgotten for one that was never used.
            forgotten.accumulateAndGet(oldest.getKey(), Math::max);
            bySequence.remove(oldest.getKey());
            oldest = bySequence.firstEntry();
        }
    }

    /** A nonce of the future was issued before the clock was set back. */
    private boolean isAlive(long issuedMillis, long now) {
        return issuedMillis <= now && now - issuedMillis <= lifeMillis;
    }

    private static final class Used {
        final long issuedMillis;
        private final AtomicLong highest = new AtomicLong();

        Used(long issuedMillis) {
            this.issuedMillis = issuedMillis;
        }

        boolean raise(long count) {
            return highest.getAndAccumulate(count, Math::max) < count;
        }
    }
}
