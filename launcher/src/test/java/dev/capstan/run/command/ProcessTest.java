package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.run.Main;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A process of its own, as users start it. */
class ProcessTest {

    @TempDir
    Path directory;

    @Test
    void drainsAndEndsWith0OnTheTerminationSignal() throws Exception {
        Path ready = directory.resolve("ready.json");
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        Documents.things(directory).toString(),
                        "--sandbox",
                        "--port",
                        "*=0",
                        "--ready-file",
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            CompletableFuture<Integer> ended = process.onExit().thenApply(Process::exitValue);
            JsonNode content = ReadyFileReader.await(ready, ended);
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(ReadyFileReader.url(content, "rest") + "/things"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("[]");

            process.destroy();

            assertThat(ended.get(60, TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatDoesNotServeEndsOnTheFirstSignal() throws Exception {
        Path pipe = directory.resolve("pipe.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "lint",
                        pipe.toString())
                .start();
        try {
            // A pipe opens when both ends are there; nobody ever writes to this one.
            CompletableFuture<OutputStream> opened = CompletableFuture.supplyAsync(() -> open(pipe));
            try (OutputStream writing = opened.get(60, TimeUnit.SECONDS)) {
                process.destroy();
                assertThat(process.onExit().get(60, TimeUnit.SECONDS).exitValue())
                        .isEqualTo(128 + 15);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static OutputStream open(Path pipe) {
        try {
            return Files.newOutputStream(pipe);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
