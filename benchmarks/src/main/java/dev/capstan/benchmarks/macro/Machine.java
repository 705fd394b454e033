package dev.capstan.benchmarks.macro;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where it was measured.
 *
 * @param processors as many as the JVM may use
 * @param memoryBytes of the machine; 0 when not known
 * @param jdk of the servers
 */
record Machine(String processor, int processors, long memoryBytes, String system, String jdk) {
    static Machine here(Path jdk) throws IOException {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                jdkName(jdk));
    }

    private static String processorName() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.exists(file)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    private static String jdkName(Path home) throws IOException {
        Properties release = new Properties();
        Path file = home.resolve("release");
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                release.load(in);
            }
        }
        String version =
                release.getProperty("JAVA_VERSION", "of unknown version").replace("\"", "");
        return "JDK " + version;
    }
}
