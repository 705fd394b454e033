package dev.capstan.benchmarks.macro;

import dev.capstan.benchmarks.load.LoadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The load generator wrk, for closed loops, where it is installed. */
final class Wrk {
    private static final String RESULT = "RESULT ";

    private final String executable;
    private final Path directory;

    /**
     * @param directory for its scripts
     */
    Wrk(String executable, Path directory) {
        this.executable = executable;
        this.directory = directory;
    }

    Observation run(LoadRequest request, int connections, int threads, int seconds)
            throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("wrk.lua"), script(request));
        String url = "http://127.0.0.1:" + request.port() + request.path();
        Process process = new ProcessBuilder(List.of(
                        executable,
                        "-t" + Math.min(threads, connections),
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "-s" + script,
                        url))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("wrk failed: " + output);
        }
        return output.lines()
                .filter(line -> line.startsWith(RESULT))
                .map(Wrk::parse)
                .findFirst()
                .orElseThrow(() -> new IOException("wrk told no result: " + output));
    }

    /** Sets the request, and prints what is needed in a line of numbers; wrk counts in microseconds. */
    private static String script(LoadRequest request) {
        StringBuilder script = new StringBuilder();
        script.append("wrk.method = ").append(quote(request.method())).append('\n');
        request.headers()
                .forEach((name, value) -> script.append("wrk.headers[")
                        .append(quote(name))
                        .append("] = ")
                        .append(quote(value))
                        .append('\n'));
        if (!request.body().isEmpty()) {
            script.append("wrk.body = ").append(quote(request.body())).append('\n');
        }
        return script.append("""
                function done(summary, latency, requests)
                  local e = summary.errors
                  io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests - e.status,
                    e.connect + e.read + e.write + e.status + e.timeout, summary.duration,
                    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
                end
                """).toString();
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Observation parse(String line) {
        String[] numbers = line.substring(RESULT.length()).split(" ", -1);
        return new Observation(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]) / 1e6,
                Double.parseDouble(numbers[3]),
                Double.parseDouble(numbers[4]),
                Double.parseDouble(numbers[5]));
    }
}
