package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are read anew: by a signal, and when their files change. */
class ReloadTest {
    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            binds:
            - {namespace: env, location: 'file:///./values.env', keys: {WHAT: WHAT}}
            capability:
              consumes:
              - type: http
                namespace: api
                baseUri: https://api.example.net
                inputParameters: [{name: X-What, in: header, value: '{{WHAT}}'}]
                resources:
                - {name: r, path: /ship, operations: [{method: GET, name: op}]}
              exposes:
              - type: rest
                namespace: web
                port: 8080
                resources:
                - path: /ship
                  operations:
                  - name: show
                    method: GET
                    description: Shows it.
                    call: api.op
                    outputParameters: [{name: shown, type: string, mapping: $.name}]
            """;

    private final CommandLine line = new CommandLine();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RecordingUpstream upstream =
            RecordingUpstream.start().answer(UpstreamAnswer.json(200, "{\"name\":\"Vasa\",\"port\":\"Stockholm\"}"));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        upstream.close();
    }

    private CompletableFuture<Integer> begin(String... options) throws IOException {
        Files.writeString(folder.resolve("values.env"), "WHAT=old\n");
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                Files.writeString(folder.resolve("document.yaml"), DOCUMENT).toString(),
                "--port",
                "*=0",
                "--base-uri",
                "api=" + upstream.origin(),
                "--ready-file",
                folder.resolve("ready.json").toString()));
        arguments.addAll(List.of(options));
        return line.begin(arguments.toArray(String[]::new));
    }

    private String shown(String url) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(url + "/ship")).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Waits until that is shown. */
    private void awaitShown(String url, String expected) throws Exception {
        String shown = shown(url);
        for (int i = 0; i < 3000 && !shown.equals(expected); i++) {
            Thread.sleep(10);
            shown = shown(url);
        }
        assertThat(shown).isEqualTo(expected);
    }

    private void replace(String from, String to) throws IOException {
        Files.writeString(folder.resolve("document.yaml"), DOCUMENT.replace(from, to));
    }

    @Test
    void readsDocumentsAnewOnASignal() throws Exception {
        CompletableFuture<Integer> running = begin();
        String url = ReadyFileReader.url(ReadyFileReader.await(folder.resolve("ready.json"), running), "rest");
        assertThat(shown(url)).isEqualTo("{\"shown\":\"Vasa\"}");

        replace("$.name", "$.port");
        line.reload();
        assertThat(shown(url)).isEqualTo("{\"shown\":\"Stockholm\"}");
        assertThat(line.err()).contains("naftiko-run: SIGHUP: 1 changed, 0 as before, 0 refused");

        replace("call: api.op", "call: api.opp");
        line.reload();
        assertThat(shown(url)).isEqualTo("{\"shown\":\"Stockholm\"}");
        assertThat(line.err())
                .contains("document.yaml:22:15: error: ", "[call-unknown]", "document.yaml: is served as before");

        replace("port: 8080", "port: 8081");
        line.reload();
        String moved = ReadyFileReader.url(ReadyFileReader.await(folder.resolve("ready.json"), running), "rest");
        assertThat(moved).isNotEqualTo(url);
        assertThat(shown(moved)).isEqualTo("{\"shown\":\"Vasa\"}");
        assertThat(line.stop(running)).isZero();
    }

    @Test
    void readsDocumentsAnewWhenTheyChange() throws Exception {
        CompletableFuture<Integer> running = begin("--watch");
        String url = ReadyFileReader.url(ReadyFileReader.await(folder.resolve("ready.json"), running), "rest");
        assertThat(shown(url)).isEqualTo("{\"shown\":\"Vasa\"}");

        replace("$.name", "$.port");
        awaitShown(url, "{\"shown\":\"Stockholm\"}");

        // As editors save: another file takes the place of the old one.
        Path draft = Files.writeString(folder.resolve(".document.yaml.swp"), DOCUMENT);
        Files.move(
                draft,
                folder.resolve("document.yaml"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        awaitShown(url, "{\"shown\":\"Vasa\"}");

        // What variables come from counts as well.
        assertThat(lastWhat()).isEqualTo("old");
        Files.writeString(folder.resolve("values.env"), "WHAT=new\n");
        for (int i = 0; i < 3000 && "old".equals(lastWhat()); i++) {
            Thread.sleep(10);
            shown(url);
        }
        assertThat(lastWhat()).isEqualTo("new");
        assertThat(line.stop(running)).isZero();
    }

    private String lastWhat() {
        return upstream.requests().get(upstream.requests().size() - 1).header("X-What");
    }

    @Test
    void looksAgainAtADocumentThatWasWrong() throws Exception {
        CompletableFuture<Integer> running = begin("--watch");
        String url = ReadyFileReader.url(ReadyFileReader.await(folder.resolve("ready.json"), running), "rest");

        Files.writeString(folder.resolve("document.yaml"), "not: [a document\n");
        for (int i = 0; i < 3000 && !line.err().contains("is served as before"); i++) {
            Thread.sleep(10);
        }
        assertThat(line.err()).contains("naftiko-run: a file changed: 0 changed, 0 as before, 1 refused");
        assertThat(shown(url)).isEqualTo("{\"shown\":\"Vasa\"}");
        replace("$.name", "$.port");
        awaitShown(url, "{\"shown\":\"Stockholm\"}");
        assertThat(line.stop(running)).isZero();
    }
}
