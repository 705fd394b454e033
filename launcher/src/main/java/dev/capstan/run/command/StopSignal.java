package dev.capstan.run.command;

import java.util.concurrent.CountDownLatch;

/** Tells a command that runs until it is stopped to end. Safe for any thread. */
public final class StopSignal {
    private final CountDownLatch requested = new CountDownLatch(1);
    private volatile boolean handled;

    /** Declares that the running command ends by itself when it is requested to. */
    void handle() {
        handled = true;
    }

    /** Whether the running command ends by itself; the process need not wait for one that does not. */
    public boolean isHandled() {
        return handled;
    }

    /** Requests the end; idempotent. */
    public void request() {
        requested.countDown();
    }

    /** Whether the end was requested. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Returns once the end was requested, or when the calling thread is interrupted. */
    void await() {
        try {
            requested.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
