package dev.capstan.adapter.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The public conformance suite, run by the command {@code conformance} of this module; skips where nobody has fetched it. */
class ConformanceTest {
    @Test
    void meetsTheRequirements() throws Exception {
        String directory = System.getenv("CAPSTAN_CONFORMANCE");
        String requirements = System.getenv("CAPSTAN_REQUIREMENTS");
        assumeTrue(directory != null && requirements != null, "CAPSTAN_CONFORMANCE names no directory with the suite");
        Path modules = Path.of(directory, "node_modules");
        Path own = modules.resolve("node/bin/node");
        try (ConformanceServer server = ConformanceServer.start()) {
            Process suite = new ProcessBuilder(
                            Files.isExecutable(own) ? own.toString() : "node",
                            modules.resolve(".bin/conformance").toString(),
                            "server",
                            "--url",
                            server.url(),
                            "--requirements",
                            requirements,
                            "-o",
                            Path.of(directory, "results-" + requirements).toString())
                    .directory(Path.of(directory).toFile())
                    .redirectErrorStream(true)
                    .start();
            boolean isSummary = false;
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(suite.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    isSummary |= line.contains("SUMMARY");
                    if (isSummary) {
                        System.out.println(line);
                    }
                }
            }
            assertThat(suite.waitFor()).as("exit code of the suite").isZero();
        }
    }
}
