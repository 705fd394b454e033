package dev.capstan.authentication.internal.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.authentication.internal.digest.NonceSigner.Nonce;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NonceCountsTest {
    private static final long LIFE = 1_000;

    @Test
    void remembersNoMoreThanItsLimit() {
        NonceCounts counts = new NonceCounts(10, LIFE);
        for (long sequence = 1; sequence <= 1_000; sequence++) {
            assertThat(counts.use(new Nonce(0, sequence), 1, 0)).isTrue();
            assertThat(counts.size()).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void neverTakesAForgottenNonceForANewOne() {
        NonceCounts counts = new NonceCounts(10, LIFE);
        for (long sequence = 1; sequence <= 100; sequence++) {
            counts.use(new Nonce(0, sequence), 1, 0);
        }
        for (long sequence = 1; sequence <= 100; sequence++) {
            assertThat(counts.use(new Nonce(0, sequence), 1, 0)).isFalse();
        }
        assertThat(counts.use(new Nonce(0, 100), 2, 0)).isTrue();
        assertThat(counts.use(new Nonce(0, 90), 2, 0)).isFalse();
    }

    @Test
    void forgetsNoncesWhoseLifeIsOver() {
        NonceCounts counts = new NonceCounts(10, LIFE);
        for (long sequence = 1; sequence <= 5; sequence++) {
            counts.use(new Nonce(0, sequence), 1, 0);
        }
        assertThat(counts.use(new Nonce(LIFE + 1, 6), 1, LIFE + 1)).isTrue();
        assertThat(counts.size()).isEqualTo(1);
    }

    @Test
    void refusesNoncesOfTheFuture() {
        assertThat(new NonceCounts(10, LIFE).use(new Nonce(1, 1), 1, 0)).isFalse();
    }

    @Test
    void acceptsEachCountOnceHoweverManyThreadsUseIt() throws Exception {
        NonceCounts counts = new NonceCounts(8, LIFE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<AtomicInteger> accepted = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            accepted.add(new AtomicInteger());
        }
        try {
            Callable<Void> client = () -> {
                for (int sequence = 0; sequence < accepted.size(); sequence++) {
                    if (counts.use(new Nonce(0, sequence), 1, 0)) {
                        accepted.get(sequence).incrementAndGet();
                    }
                }
                return null;
            };
            for (Future<Void> done : threads.invokeAll(List.of(client, client, client, client))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(accepted).allMatch(times -> times.get() <= 1);
    }
}
