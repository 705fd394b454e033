package dev.capstan.run;

import java.util.concurrent.CountDownLatch;

/** Tells a command that serves to end. Safe for any thread. */
final class StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean heeded;

    /** Says that the command ends by itself when it is asked to. */
    void heed() {
        heeded = true;
    }

    /** Whether somebody ends when asked; nobody need wait for a command that does not. */
    boolean isHeeded() {
        return heeded;
    }

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
