package dev.capstan.endtoend.reload;

import static dev.capstan.endtoend.reload.EditedDocument.showing;
import static dev.capstan.endtoend.reload.EditedDocument.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.Result;
import dev.capstan.engine.reload.DocumentReload;
import dev.capstan.engine.reload.DocumentReload.Outcome;
import dev.capstan.engine.variable.VariableSource;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served after a reload, and what becomes of calls that have begun. */
class SwapTest {
    private static final String SHIP = "{\"name\":\"Vasa\",\"port\":\"Stockholm\"}";

    @TempDir
    Path folder;

    private final RecordingUpstream upstream = RecordingUpstream.start().answer(UpstreamAnswer.json(200, SHIP));

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void servesWhatTheDocumentSaysNowOnTheSameConnection() {
        try (EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"));
                KeptConnection connection = edited.connection()) {
            String url = edited.served().url("rest");
            assertThat(connection.get("/ship").body()).isEqualTo("{\"shown\":\"Vasa\"}");

            DocumentReload reload = edited.save(showing("/vessel", "port"));

            assertThat(reload.outcome()).isEqualTo(Outcome.SWAPPED);
            assertThat(reload.file()).isEqualTo(edited.file().toString());
            assertThat(reload.diagnostics()).isEmpty();
            assertThat(connection.get("/ship").body()).isEqualTo("{\"shown\":\"Stockholm\"}");
            assertThat(edited.served().url("rest")).isEqualTo(url);
            assertThat(upstream.requests()).extracting(Object::toString).containsExactly("GET /ship", "GET /vessel");
        }
    }

    @Test
    void endsACallAsItBegan() {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        upstream.answerNext(UpstreamAnswer.json(200, SHIP).after(opened));
        try (EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"));
                KeptConnection waiting = edited.connection();
                KeptConnection other = edited.connection()) {
            waiting.send("/ship");
            assertThat(upstream.take().path()).isEqualTo("/ship");

            assertThat(edited.save(showing("/vessel", "port")).outcome()).isEqualTo(Outcome.SWAPPED);
            assertThat(other.get("/ship").body()).isEqualTo("{\"shown\":\"Stockholm\"}");
            opened.complete(null);

            assertThat(waiting.read().body()).isEqualTo("{\"shown\":\"Vasa\"}");
            assertThat(waiting.get("/ship").body()).isEqualTo("{\"shown\":\"Stockholm\"}");
        }
    }

    @Test
    void closesTheConnectionsOfTheOldGenerationAfterItsLastCall() {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        upstream.answerNext(UpstreamAnswer.json(200, SHIP).after(opened));
        try (EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"));
                KeptConnection waiting = edited.connection();
                KeptConnection other = edited.connection()) {
            waiting.send("/ship");
            int old = upstream.take().connection();
            edited.save(showing("/vessel", "port"));
            other.get("/ship");
            int current = upstream.take().connection();
            opened.complete(null);
            assertThat(waiting.read().status()).isEqualTo(200);

            assertThat(upstream.awaitDisconnect()).isEqualTo(old);
            other.get("/ship");
            assertThat(upstream.take().connection()).isEqualTo(current);
        }
    }

    @Test
    void endsWhatHasNotEndedWhenADrainMayTakeNoLonger() {
        upstream.answerNext(UpstreamAnswer.json(200, SHIP).after(new CompletableFuture<>()));
        try (EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"));
                KeptConnection waiting = edited.connection()) {
            waiting.send("/ship");
            upstream.take();
            edited.save(showing("/vessel", "port"));

            assertThat(waiting.read().status()).isEqualTo(502);
            assertThat(waiting.get("/ship").body()).isEqualTo("{\"shown\":\"Stockholm\"}");
        }
    }

    @Test
    void leavesADocumentAloneThatHasNotChanged() {
        try (EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"));
                KeptConnection connection = edited.connection()) {
            connection.get("/ship");

            assertThat(edited.reload())
                    .isEqualTo(new DocumentReload(
                            edited.file().toString(), Outcome.UNCHANGED, List.of(), List.of(edited.file())));

            connection.get("/ship");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void readsVariablesAnew() {
        Path values = folder.resolve("values.env");
        write(values, "WHAT=ship\n");
        String yaml = showing("/{{WHAT}}", "name")
                .replace(
                        "capability:\n",
                        "binds:\n- {namespace: env, location: 'file:///./values.env', keys: {WHAT: WHAT}}\ncapability:\n");
        try (EditedDocument edited = new EditedDocument(folder, upstream, yaml);
                KeptConnection connection = edited.connection()) {
            connection.get("/ship");
            write(values, "WHAT=vessel\n");

            assertThat(edited.reload().outcome()).isEqualTo(Outcome.SWAPPED);

            connection.get("/ship");
            assertThat(upstream.requests()).extracting(Object::toString).containsExactly("GET /ship", "GET /vessel");
            assertThat(edited.reload().outcome()).isEqualTo(Outcome.UNCHANGED);
        }
    }

    @Test
    void readsEnvFilesAnew() {
        Path values = folder.resolve("values.env");
        write(values, "WHAT=ship\n");
        String yaml = showing("/{{WHAT}}", "name")
                .replace("capability:\n", "binds:\n- {namespace: env, keys: {WHAT: WHAT}}\ncapability:\n");
        try (EditedDocument edited = new EditedDocument(
                        folder, upstream, yaml, builder -> builder.variables(VariableSource.envFile(values)));
                KeptConnection connection = edited.connection()) {
            connection.get("/ship");
            write(values, "WHAT=vessel\n");

            assertThat(edited.reload().outcome()).isEqualTo(Outcome.SWAPPED);

            connection.get("/ship");
            assertThat(upstream.requests()).extracting(Object::toString).containsExactly("GET /ship", "GET /vessel");
        }
    }

    @Test
    void readsImportsAnew() {
        Path shared = folder.resolve("shared.yaml");
        String api =
                "naftiko: 1.0.0-alpha2\nconsumes:\n- type: http\n  namespace: api\n  baseUri: https://api.example.net\n"
                        + "  resources:\n  - {name: r, path: /ship, operations: [{method: GET, name: op}]}\n";
        write(shared, api);
        String yaml = showing("/unused", "name")
                .replaceFirst(
                        "(?s)  - type: http.*?  exposes:", "  - {location: ./shared.yaml, import: api}\n  exposes:");
        try (EditedDocument edited = new EditedDocument(folder, upstream, yaml);
                KeptConnection connection = edited.connection()) {
            connection.get("/ship");
            write(shared, api.replace("/ship", "/vessel"));

            assertThat(edited.reload().outcome()).isEqualTo(Outcome.SWAPPED);

            connection.get("/ship");
            assertThat(upstream.requests()).extracting(Object::toString).containsExactly("GET /ship", "GET /vessel");
        }
    }

    @Test
    void movesToAnotherPort() {
        try (EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"));
                KeptConnection before = edited.connection()) {
            String old = edited.served().url("rest");
            before.get("/ship");

            assertThat(edited.save(showing("/ship", "port").replace("port: 8080", "port: 8081"))
                            .outcome())
                    .isEqualTo(Outcome.SWAPPED);

            assertThat(edited.served().url("rest")).isNotEqualTo(old);
            try (KeptConnection now = edited.connection()) {
                assertThat(now.get("/ship").body()).isEqualTo("{\"shown\":\"Stockholm\"}");
            }
            assertThat(before.isEnded()).isTrue();
            URI gone = URI.create(old);
            assertThatThrownBy(() -> new Socket(gone.getHost(), gone.getPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void addsAndRemovesAdapters() {
        String rest = showing("/ship", "name");
        String both = rest + "  - type: mcp\n    namespace: agent\n    port: 9090\n    transport: http\n    tools:\n"
                + "    - {name: look, description: Looks., call: api.op}\n";
        try (EditedDocument edited = new EditedDocument(folder, upstream, rest)) {
            assertThat(edited.save(both).outcome()).isEqualTo(Outcome.SWAPPED);
            assertThat(edited.served().tools()).hasSize(1);
            String url = edited.served().url("mcp");

            assertThat(edited.save(rest).outcome()).isEqualTo(Outcome.SWAPPED);

            URI gone = URI.create(url);
            assertThatThrownBy(() -> new Socket(gone.getHost(), gone.getPort()).close())
                    .isInstanceOf(ConnectException.class);
            assertThat(edited.served().rest("GET", "/ship").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void callsInProcessWhatIsServedNow() throws Exception {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        upstream.answerNext(UpstreamAnswer.json(200, SHIP).after(opened));
        try (EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"))) {
            CompletableFuture<Result> begun = edited.served().engine().call("web.show", Map.of());
            int old = upstream.take().connection();
            edited.save(showing("/vessel", "port"));

            CompletableFuture<Result> later = edited.served().engine().call("web.show", Map.of());
            assertThat(ServedDocument.json(text(later))).isEqualTo(ServedDocument.json("{\"shown\":\"Stockholm\"}"));
            opened.complete(null);
            assertThat(ServedDocument.json(text(begun))).isEqualTo(ServedDocument.json("{\"shown\":\"Vasa\"}"));
            assertThat(upstream.awaitDisconnect()).isEqualTo(old);
        }
    }

    private static String text(CompletableFuture<Result> result) throws Exception {
        return result.get(30, TimeUnit.SECONDS).text();
    }

    @Test
    void isNotForEventLoops() {
        try (EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"))) {
            CompletableFuture<Object> result = new CompletableFuture<>();
            edited.served().engine().context().eventLoops().next().execute(() -> {
                try {
                    result.complete(edited.served().engine().reload());
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
            assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
