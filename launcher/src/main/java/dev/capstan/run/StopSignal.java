package dev.capstan.run;

import java.util.concurrent.CountDownLatch;

/** Tells a command that serves to end. Safe for any thread. */
final class StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);

    /** Asks for the end; more than once is as good as once. */
    void ask() {
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Returns once the end was asked for. */
    void await() {
        try {
            asked.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
