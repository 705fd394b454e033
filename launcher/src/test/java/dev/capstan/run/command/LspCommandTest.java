package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.run.Main;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The language server as editors start it: a process and its streams. */
class LspCommandTest {

    @Test
    void speaksTheProtocolAndNothingElseOnStandardOutput() throws Exception {
        Process process = start();
        try {
            OutputStream to = process.getOutputStream();
            InputStream from = process.getInputStream();
            send(to, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}");
            JsonNode greeting = receive(from);
            assertThat(greeting.at("/result/capabilities/hoverProvider").asBoolean())
                    .isTrue();
            send(to, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}");
            assertThat(receive(from).path("id").asString()).isEqualTo("2");
            send(to, "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");

            assertThat(ended(process)).isZero();
            assertThat(from.readAllBytes()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endsWith1WhenItsEditorIsGone() throws Exception {
        Process process = start();
        try {
            process.getOutputStream().close();

            assertThat(ended(process)).isEqualTo(1);
            assertThat(process.getInputStream().readAllBytes()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "lsp",
                        "--stdio")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int ended(Process process) throws Exception {
        CompletableFuture<Integer> ended = process.onExit().thenApply(Process::exitValue);
        return ended.get(60, TimeUnit.SECONDS);
    }

    private static void send(OutputStream to, String message) throws Exception {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        to.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        to.write(body);
        to.flush();
    }

    private static JsonNode receive(InputStream from) throws Exception {
        int length = -1;
        for (String header = line(from); !header.isEmpty(); header = line(from)) {
            assertThat(header).matches("Content-(Length|Type): .*");
            if (header.startsWith("Content-Length: ")) {
                length = Integer.parseInt(header.substring("Content-Length: ".length()));
            }
        }
        return JsonMapper.shared().readTree(from.readNBytes(length));
    }

    private static String line(InputStream from) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int c = from.read(); c != '\n'; c = from.read()) {
            assertThat(c).as("the server's output ended").isNotNegative();
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
