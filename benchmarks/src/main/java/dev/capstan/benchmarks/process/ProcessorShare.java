package dev.capstan.benchmarks.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How much of the machine other processes take while something is measured, so that what they slow down is not blamed on what is
 * measured. Where the system does not tell, they take nothing. For one thread.
 */
public final class ProcessorShare {
    private static final Path STATISTICS = Path.of("/proc/stat");

    /** The unit of {@link #STATISTICS}, whatever the kernel's own. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double MOST = 10;

    private final long measured;
    private final double busy;
    private final double own;
    private final long begin = System.nanoTime();

    /**
     * Begins to look.
     *
     * @param measured the process that is measured, besides this one
     */
    public ProcessorShare(long measured) {
        this.measured = measured;
        busy = busySeconds();
        own = ownSeconds();
    }

    /** How many times slower everything is than on a machine with nothing else to do: 1 at least, 10 at most. */
    public double slowdown() {
        double seconds = (System.nanoTime() - begin) / 1e9;
        int processors = Runtime.getRuntime().availableProcessors();
        double others = (busySeconds() - busy - (ownSeconds() - own)) / seconds;
        double left = processors - Math.max(0, others);
        return Math.max(1, Math.min(MOST, processors / Math.max(left, processors / MOST)));
    }

    /** The time that all processors have been busy, or taken by other guests of a shared machine. */
    private static double busySeconds() {
        if (!Files.isReadable(STATISTICS)) {
            return 0;
        }
        try {
            List<String> words =
                    Arrays.asList(Files.readAllLines(STATISTICS).get(0).split("\\s+", -1));
            double ticks = 0;
            for (int i = 1; i <= 8; i++) {
                boolean isIdle = i == 4 || i == 5;
                ticks += isIdle ? 0 : Double.parseDouble(words.get(i));
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return 0;
        }
    }

    private double ownSeconds() {
        long suite =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getProcessCpuTime()
                        : 0;
        long engine = ProcessHandle.of(measured)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toNanos();
        return (suite + engine) / 1e9;
    }
}
