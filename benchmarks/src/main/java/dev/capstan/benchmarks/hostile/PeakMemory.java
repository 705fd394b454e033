package dev.capstan.benchmarks.hostile;

import dev.capstan.benchmarks.process.ProcessFigures;

/** Watches the resident memory of a process, because the system forgets its peak with its end. */
final class PeakMemory {
    private static final int EVERY_MILLIS = 100;

    private final long process;
    private final Thread watch = new Thread(this::watch, "peak memory");
    private volatile boolean ending;
    private volatile long most;

    /** Begins to watch. */
    PeakMemory(long process) {
        this.process = process;
        watch.setDaemon(true);
        watch.start();
    }

    /** Ends the watch; the peak in bytes. */
    long stop() throws InterruptedException {
        ending = true;
        watch.interrupt();
        watch.join();
        return Math.max(most, ProcessFigures.peakResident(process));
    }

    private void watch() {
        while (!ending) {
            most = Math.max(most, ProcessFigures.peakResident(process));
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
