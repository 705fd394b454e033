package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.run.option.ExitCode;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ServeCommandTest {
    private final CommandLine line = new CommandLine();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path directory;

    private HttpResponse<String> send(String method, String url, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesADocumentFromTheSandboxWithoutNamingTheCommand() throws Exception {
        Path ready = directory.resolve("ready.json");
        CompletableFuture<Integer> running = line.begin(
                Documents.things(directory).toString(), "--sandbox", "--port", "*=0", "--ready-file", ready.toString());

        JsonNode content = ReadyFileReader.await(ready, running);
        String rest = ReadyFileReader.url(content, "rest");
        HttpResponse<String> created = send("POST", rest + "/things", "{\"name\":\"a\"}");
        HttpResponse<String> listed = send("GET", rest + "/things", "");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(listed.body()).isEqualTo("[{\"id\":\"1\",\"name\":\"a\"}]");
        assertThat(line.stop(running)).isZero();
        assertThat(line.out())
                .contains("Things (", "things-rest", rest, "2 operations", "things-mcp", "2 tools", "Sandbox", "Ready");
        assertThat(line.err()).contains("sandbox: POST /v1/things -> 201");
        assertThat(content.path("documents").path(0).path("status").asString()).isEqualTo("serving");
        assertThat(content.path("documents").path(0).path("problems").isEmpty()).isTrue();
        assertThat(directory).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void takesVariablesAndBaseUrisFromTheCommandLine() throws Exception {
        Path ready = directory.resolve("ready.json");
        Path variables = Documents.write(directory, ".env", "# key\nexport THINGS_KEY='from the file'\n");
        try (RecordingUpstream upstream = RecordingUpstream.start()) {
            CompletableFuture<Integer> running = line.begin(
                    "serve",
                    Documents.things(directory).toString(),
                    "--port",
                    "8080=0",
                    "--port",
                    "9090=0",
                    "--base-uri",
                    "things=" + upstream.origin() + "/base",
                    "--env-file",
                    variables.toString(),
                    "--ready-file",
                    ready.toString());

            JsonNode content = ReadyFileReader.await(ready, running);
            send("GET", ReadyFileReader.url(content, "rest") + "/things?kind=x", "");

            RecordedRequest seen = upstream.take();
            assertThat(seen).hasToString("GET /base/v1/things?kind=x");
            assertThat(seen.header("authorization")).isEqualTo("Bearer from the file");
            assertThat(line.stop(running)).isZero();
        }
        assertThat(line.out() + line.err()).doesNotContain("from the file");
    }

    @Test
    void namesTheMissingVariableAndItsPlace() {
        Path document = Documents.things(directory);

        assertThat(line.run(document.toString(), "--port", "*=0")).isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains(document + ":16:", "THINGS_KEY", "--bind NAME=VALUE");
        assertThat(line.out()).isEmpty();
    }

    @Test
    void saysWhichPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(line.run(
                            Documents.things(directory).toString(),
                            "--sandbox",
                            "--port",
                            "9090=0",
                            "--port",
                            "8080=" + taken.getLocalPort()))
                    .isEqualTo(ExitCode.FAILURE);

            assertThat(line.err()).contains(Integer.toString(taken.getLocalPort()), "in use", "--port");
        }
    }

    @Test
    void refusesAWildcardForAllowedHosts() {
        assertThat(line.run(Documents.things(directory).toString(), "--sandbox", "--allowed-host", "*"))
                .isEqualTo(ExitCode.MISUSE);

        assertThat(line.err()).contains("--allowed-host", "no wildcard", "name each host");
    }

    @Test
    void reportsAWildcardForAllowedHostsInTheConfigurationAtItsPlace() {
        Path configuration = Documents.write(directory, "engine.yaml", "server:\n  allowedHosts: [gateway, '*']\n");

        assertThat(line.run(
                        Documents.things(directory).toString(),
                        "--sandbox",
                        "--dry-run",
                        "--config",
                        configuration.toString()))
                .isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains(configuration + ":2:27", "no wildcard");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1, false", "0.0.0.0, 0.0.0.0, true"})
    void marksWhatListensOnAllAddresses(String host, String address, boolean all) throws Exception {
        Path ready = directory.resolve("ready.json");
        CompletableFuture<Integer> running = line.begin(
                Documents.things(directory).toString(),
                "--sandbox",
                "--host",
                host,
                "--port",
                "*=0",
                "--ready-file",
                ready.toString());

        JsonNode content = ReadyFileReader.await(ready, running);

        for (JsonNode listener :
                content.path("documents").path(0).path("listeners").values()) {
            assertThat(listener.path("url").asString()).startsWith("http://127.0.0.1:");
            assertThat(listener.path("address").asString()).isEqualTo(address);
            assertThat(listener.path("allAddresses").asBoolean()).isEqualTo(all);
        }
        assertThat(line.stop(running)).isZero();
        assertThat(line.out().contains("(listens on all addresses, 0.0.0.0: reachable from other machines)"))
                .isEqualTo(all);
    }

    @Test
    void leavesADocumentOutAndServesTheOther() throws Exception {
        Path ready = directory.resolve("ready.json");
        Path broken = Documents.write(directory, "broken.yaml", "naftiko: 1.0.0-alpha2\ncapability: [\n");
        CompletableFuture<Integer> running = line.begin(
                "serve",
                broken.toString(),
                Documents.things(directory).toString(),
                "--keep-going",
                "--sandbox",
                "--port",
                "*=0",
                "--ready-file",
                ready.toString());

        JsonNode documents = ReadyFileReader.await(ready, running).path("documents");

        assertThat(documents.path(0).path("file").asString()).isEqualTo(broken.toString());
        assertThat(documents.path(0).path("status").asString()).isEqualTo("refused");
        assertThat(documents.path(0).path("problems").path(0).asString()).startsWith(broken + ":");
        assertThat(documents.path(1).path("status").asString()).isEqualTo("serving");
        assertThat(documents.path(1).path("listeners").size()).isEqualTo(2);
        assertThat(line.stop(running)).isZero();
        assertThat(line.err()).contains(broken + ":");
        assertThat(line.out()).contains("1 document is left out");
    }

    @Test
    void refusesAllWithoutKeepGoing() {
        Path broken = Documents.write(directory, "broken.yaml", "naftiko: 1.0.0-alpha2\ncapability: [\n");

        assertThat(line.run(broken.toString(), Documents.things(directory).toString(), "--sandbox", "--port", "*=0"))
                .isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains(broken + ":");
    }

    @Test
    void loadsAndReportsWithoutListening() {
        assertThat(line.run(Documents.things(directory).toString(), "--sandbox", "--dry-run"))
                .isZero();

        assertThat(line.out()).contains("things-rest", "would serve 2 operations", "would serve 2 tools");
    }

    @Test
    void readsTheConfigurationAndReportsItsMistakes() {
        Path configuration = Documents.write(directory, "engine.yaml", "server:\n  maxBodyByte: 1MiB\n");

        assertThat(line.run(
                        Documents.things(directory).toString(),
                        "--sandbox",
                        "--dry-run",
                        "--config",
                        configuration.toString()))
                .isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains(configuration + ":2:3", "maxBodyBytes");
    }

    @Test
    void appliesTheConfiguration() throws Exception {
        Path ready = directory.resolve("ready.json");
        Path configuration = Documents.write(directory, "engine.yaml", "server:\n  maxBodyBytes: 10\n");
        CompletableFuture<Integer> running = line.begin(
                Documents.things(directory).toString(),
                "--sandbox",
                "--port",
                "*=0",
                "--config",
                configuration.toString(),
                "--ready-file",
                ready.toString());

        String rest = ReadyFileReader.url(ReadyFileReader.await(ready, running), "rest");

        assertThat(send("POST", rest + "/things", "{\"name\":\"too long\"}").statusCode())
                .isEqualTo(413);
        assertThat(line.stop(running)).isZero();
    }

    @Test
    void saysThatTheReadyFileCannotBeWritten() {
        assertThat(line.run(
                        Documents.things(directory).toString(),
                        "--sandbox",
                        "--port",
                        "*=0",
                        "--ready-file",
                        directory.resolve("none/ready.json").toString()))
                .isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains("none/ready.json");
        assertThat(Files.exists(directory.resolve("none"))).isFalse();
    }
}
