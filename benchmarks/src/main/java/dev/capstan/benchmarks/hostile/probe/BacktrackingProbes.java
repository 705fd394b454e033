package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.process.EngineProcess;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.FaultyUpstream;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Patterns of documents that backtrack without end on what a client or an upstream sends: they hold up nobody else. */
final class BacktrackingProbes {
    /** Exponential in the number of times that an {@code a} is followed by something else than a {@code b}. */
    static final String PATTERN = "^(.*a){25}b$";

    private static final String GROUP = "backtracking";
    private static final String EXPLODING = "a".repeat(60) + "!";
    private static final Duration BOUND = Duration.ofSeconds(10);

    /** So many that every event loop of the engine has some. */
    private static final int OTHERS = 8;

    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            info: {label: Hostile, description: Backtracks without end.}
            capability:
              consumes:
                - type: http
                  namespace: api
                  baseUri: http://127.0.0.1:8001
                  resources:
                    - name: items
                      path: /items/{id}
                      operations:
                        - {name: get-item, method: GET, inputParameters: [{name: id, in: path}]}
              exposes:
                - type: rest
                  namespace: front
                  port: 8080
                  resources:
                    - path: /items/{{id}}
                      operations:
                        - {name: read-item, method: GET, call: api.get-item, with: {id: front.id}}
                    - path: /exploding/{{id}}
                      operations:
                        - name: read-exploding
                          method: GET
                          call: api.get-item
                          with: {id: front.id}
                          INPUTS_OR_OUTPUTS
                - type: mcp
                  namespace: tools
                  port: 9090
                  description: What the suite needs to start.
                  tools:
                    - {name: read-item, description: Reads., call: api.get-item}
            """;

    private BacktrackingProbes() {}

    static List<Probe> all() {
        return List.of(
                new Probe(
                        GROUP,
                        "exploding-pattern",
                        "a parameter's pattern is refused, or bounded in time",
                        Setup.NONE,
                        stage -> run(
                                stage,
                                "inputParameters: [{name: id, in: path, type: string, description: The id., pattern: '"
                                        + PATTERN + "'}]")),
                new Probe(
                        GROUP,
                        "exploding-filter",
                        "a pattern in a JSONPath filter is refused, or bounded in time",
                        Setup.NONE,
                        stage -> run(
                                stage,
                                "outputParameters: [{type: string, mapping: \"$.rows[?(@.id =~ /" + PATTERN
                                        + "/)].id\"}]")));
    }

    private static void run(Stage stage, String exploding) throws IOException, InterruptedException {
        Path document = Files.writeString(
                stage.directory().resolve("document.yaml"), DOCUMENT.replace("INPUTS_OR_OUTPUTS", exploding));
        try (FaultyUpstream upstream = new FaultyUpstream(stage.network())) {
            upstream.behave((request, connection) ->
                    connection.send(Answers.item(request.lastSegment().replace("%21", "!"))));
            EngineProcess engine;
            try {
                engine = start(stage, document, upstream.port());
            } catch (IOException e) {
                stage.note("refused at load");
                return;
            }
            try {
                explode(stage, engine);
            } finally {
                engine.kill();
            }
        }
    }

    private static EngineProcess start(Stage stage, Path document, int upstream)
            throws IOException, InterruptedException {
        return EngineProcess.start(
                stage.launch().script(),
                stage.directory(),
                stage.launch().environment(stage.directory()),
                List.of(document.toString(), "--all-or-nothing", "--base-uri", "api=http://127.0.0.1:" + upstream));
    }

    private static void explode(Stage stage, EngineProcess engine) throws IOException, InterruptedException {
        int port = engine.rest();
        List<Connection> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            Connection connection = stage.network().connect(port);
            connection.send(Requests.get(port, "/items/other")).await(Stage.PATIENCE);
            others.add(connection);
        }
        long begin = System.nanoTime();
        Connection exploding = stage.network().connect(port);
        exploding.send(Requests.get(port, "/exploding/" + EXPLODING));
        // The call has to be on its way before the others are measured.
        Reply early = exploding.await(Duration.ofMillis(500));
        for (Connection other : others) {
            Reply reply = other.send(Requests.get(port, "/items/other")).await(left(stage, begin));
            stage.check(Answered.withItem(reply, "other"), "another call: %s", reply.summary());
        }
        Reply reply = early.isComplete() ? early : exploding.await(left(stage, begin));
        stage.note("the call itself: %s", reply.summary());
        stage.check(reply.isComplete(), "the call itself: %s", reply.summary());
    }

    private static Duration left(Stage stage, long begin) {
        return Duration.ofNanos(Math.max(1_000_000, stage.bound(BOUND).toNanos() - (System.nanoTime() - begin)));
    }
}
