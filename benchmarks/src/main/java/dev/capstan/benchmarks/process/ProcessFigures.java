package dev.capstan.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux says about a process below {@code /proc}; each figure is 0 where it cannot be read. Safe for any thread. */
public final class ProcessFigures {
    private ProcessFigures() {}

    /** The resident memory in bytes. */
    public static long resident(long process) {
        return status(process, "VmRSS:") * 1024;
    }

    /** The most resident memory in bytes, since the start or since {@link #resetPeak}. */
    public static long peakResident(long process) {
        return status(process, "VmHWM:") * 1024;
    }

    /** Lets the peak of the resident memory begin anew at what is resident now, where the system allows it. */
    public static void resetPeak(long process) {
        try {
            Files.writeString(Path.of("/proc/" + process + "/clear_refs"), "5");
        } catch (IOException e) {
            // The peak then counts from the start of the process.
        }
    }

    /** The number of threads. */
    public static long threads(long process) {
        return status(process, "Threads:");
    }

    /** The number of open file descriptors. */
    public static long descriptors(long process) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process + "/fd"))) {
            return open.count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long status(long process, String name) {
        Path status = Path.of("/proc/" + process + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
