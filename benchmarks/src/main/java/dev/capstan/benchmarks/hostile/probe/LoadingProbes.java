package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Size;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.process.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Documents, and files that they name, that must not hang or end linting and loading: there is always a diagnostic. */
final class LoadingProbes {
    private static final String GROUP = "loading";
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long MOST_MEMORY = 600_000_000;
    private static final String IMPORT = """
            naftiko: 1.0.0-alpha2
            info: {label: Hostile, description: Imports what it should not.}
            capability:
              consumes:
                - {location: "LOCATION", import: api}
                - type: http
                  namespace: good
                  baseUri: http://127.0.0.1:8001
                  resources:
                    - {name: things, path: /things, operations: [{name: list-things, method: GET}]}
              exposes:
                - type: rest
                  namespace: front
                  port: 8080
                  resources:
                    - {path: /things, operations: [{name: list-things, method: GET, call: api.list-things}]}
            """;
    private static final String BIND = """
            naftiko: 1.0.0-alpha2
            info: {label: Hostile, description: Binds what it should not.}
            capability:
              binds:
                - {namespace: env, location: "LOCATION", keys: {TOKEN: TOKEN}}
              consumes:
                - type: http
                  namespace: api
                  baseUri: http://127.0.0.1:8001
                  authentication: {type: bearer, token: "{{TOKEN}}"}
                  resources:
                    - {name: things, path: /things, operations: [{name: list-things, method: GET}]}
              exposes:
                - type: rest
                  namespace: front
                  port: 8080
                  resources:
                    - {path: /things, operations: [{name: list-things, method: GET, call: api.list-things}]}
            """;
    private static final String SHARED = """
            naftiko: 1.0.0-alpha2
            consumes:
              - type: http
                namespace: api
                baseUri: http://127.0.0.1:8001
                resources:
                  - {name: things, path: /things, operations: [{name: list-things, method: GET}]}
            """;

    private LoadingProbes() {}

    static List<Probe> all(Size size) {
        List<Probe> probes = new ArrayList<>(List.of(
                refused("import-fifo", "importing a FIFO is a diagnostic", directory -> {
                    fifo(directory.resolve("fifo.yaml"));
                    return IMPORT.replace("LOCATION", "./fifo.yaml");
                }),
                refusedToServe("bind-fifo", "binding a FIFO is a diagnostic", directory -> {
                    fifo(directory.resolve("fifo.env"));
                    return BIND.replace("LOCATION", "file:///./fifo.env");
                }),
                refusedToServe(
                        "bind-device",
                        "binding /dev/zero is a diagnostic",
                        directory -> BIND.replace("LOCATION", "file:///dev/zero")),
                refusedToServe("bind-large", "binding a file of 60 MB is a diagnostic", directory -> {
                    large(directory.resolve("large.env"), "X=1\n", 60);
                    return BIND.replace("LOCATION", "file:///./large.env");
                }),
                refused("import-chain", "3,000 chained imports are a diagnostic", directory -> {
                    chain(directory, 3000);
                    return IMPORT.replace("LOCATION", "./chain-0.yaml");
                })));
        if (size.isFull()) {
            probes.addAll(full());
        }
        probes.addAll(List.of(
                ended("anchors", "100,000 anchors are linted in seconds", directory -> anchors(100_000)),
                ended(
                        "jsonpath",
                        "JSONPaths that nest without end are a diagnostic",
                        directory -> mapping("$" + "[?(@".repeat(3000) + ")]".repeat(3000)))));
        return probes;
    }

    private static List<Probe> full() {
        return List.of(
                refused("import-device", "importing /dev/zero is a diagnostic", directory -> {
                    Files.deleteIfExists(directory.resolve("zero.yaml"));
                    Files.createSymbolicLink(directory.resolve("zero.yaml"), Path.of("/dev/zero"));
                    return IMPORT.replace("LOCATION", "./zero.yaml");
                }),
                refused("import-large", "importing a file of 60 MB is a diagnostic", directory -> {
                    large(directory.resolve("large.yaml"), "- x\n", 60);
                    return IMPORT.replace("LOCATION", "./large.yaml");
                }),
                refused("import-cycle", "imports that lead back are a diagnostic", directory -> {
                    String link = "naftiko: 1.0.0-alpha2\nconsumes:\n  - {location: ./%s, import: api}\n";
                    Files.writeString(directory.resolve("a.yaml"), link.formatted("b.yaml"));
                    Files.writeString(directory.resolve("b.yaml"), link.formatted("a.yaml"));
                    return IMPORT.replace("LOCATION", "./a.yaml");
                }),
                ended("aliases", "aliases that multiply are a diagnostic", directory -> aliases()),
                ended(
                        "nesting",
                        "100,000 levels are a diagnostic",
                        directory -> "naftiko: " + "[".repeat(100_000) + "]".repeat(100_000) + "\n"),
                ended(
                        "long-jsonpath",
                        "a JSONPath of 1 MB is linted in seconds",
                        directory -> mapping("$" + ".a".repeat(500_000))),
                new Probe(
                        GROUP,
                        "custom-rules",
                        "custom rules whose patterns and paths explode are bounded in time",
                        Setup.NONE,
                        LoadingProbes::customRules));
    }

    /** Writes files to a folder; returns the document. */
    private interface Preparation {
        String write(Path directory) throws IOException, InterruptedException;
    }

    private static Probe refused(String name, String asks, Preparation files) {
        return new Probe(GROUP, name, asks, Setup.NONE, stage -> run(stage, files, true, true));
    }

    /** Linting reads no values of variables. */
    private static Probe refusedToServe(String name, String asks, Preparation files) {
        return new Probe(GROUP, name, asks, Setup.NONE, stage -> run(stage, files, false, true));
    }

    private static Probe ended(String name, String asks, Preparation files) {
        return new Probe(GROUP, name, asks, Setup.NONE, stage -> run(stage, files, false, false));
    }

    /** Lints the document and loads it, both at once. */
    private static void run(Stage stage, Preparation files, boolean lintRefuses, boolean serveRefuses)
            throws IOException, InterruptedException {
        Path document = stage.directory().resolve("document.yaml");
        Files.writeString(document, files.write(stage.directory()));
        CommandRun lint = start(stage, "lint", document.toString());
        CommandRun serve = start(stage, "serve", document.toString(), "--dry-run", "--port", "*=0");
        judge(stage, "lint", lint.await(stage.bound(LONGEST)), lintRefuses);
        judge(stage, "serve", serve.await(stage.bound(LONGEST)), serveRefuses);
    }

    private static CommandRun start(Stage stage, String command, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(stage.launch().script().toString(), command));
        words.addAll(Arrays.asList(arguments));
        Path output = stage.directory().resolve(command + ".txt");
        return CommandRun.start(output, stage.launch().environment(stage.directory()), words);
    }

    private static void judge(Stage stage, String command, CommandRun.Outcome outcome, boolean refused) {
        if (!stage.check(outcome.ended(), "%s did not end within %d s", command, LONGEST.toSeconds())) {
            return;
        }
        String output = outcome.output();
        stage.memory(outcome.peakBytes());
        stage.check(outcome.peakBytes() <= MOST_MEMORY, "%s took %,d MB", command, outcome.peakBytes() / 1_000_000);
        boolean trace = output.contains("\tat ")
                || output.contains("StackOverflowError")
                || output.contains("OutOfMemoryError")
                || output.contains("java.lang.");
        stage.check(!trace, "%s: %s", command, beginning(output));
        stage.check(outcome.exit() <= 2, "%s ended with %d: %s", command, outcome.exit(), beginning(output));
        if (refused) {
            stage.check(outcome.exit() > 0, "%s accepts it", command);
            stage.check(!output.isBlank(), "%s says nothing", command);
        }
        stage.note("%s: exit code %d after %.1f s: %s", command, outcome.exit(), outcome.seconds(), beginning(output));
    }

    private static String beginning(String output) {
        String line = output.strip().replaceAll("\\s+", " ");
        return line.length() > 160 ? line.substring(0, 160) + "…" : line;
    }

    private static void customRules(Stage stage) throws IOException, InterruptedException {
        Path document = stage.directory().resolve("document.yaml");
        Files.writeString(
                document, SHARED.replace("list-things", "a".repeat(60) + "-1").replace("things", "a".repeat(40) + "!"));
        Path rules = stage.directory().resolve("rules.yaml");
        Files.writeString(rules, """
                rules:
                  exploding-pattern:
                    description: A pattern that backtracks without end.
                    message: "{{error}}"
                    severity: error
                    given: $..name
                    then:
                      - function: pattern
                        functionOptions: {match: "EXPLODING"}
                  exploding-path:
                    description: A path that visits everything many times.
                    message: "{{error}}"
                    severity: error
                    given: $..*..*..*..*..*..*..*..*
                    then:
                      - function: truthy
                """.replace("EXPLODING", BacktrackingProbes.PATTERN));
        CommandRun.Outcome outcome = start(stage, "lint", document.toString(), "--config", rules.toString())
                .await(stage.bound(LONGEST));
        judge(stage, "lint", outcome, false);
    }

    private static void fifo(Path path) throws IOException, InterruptedException {
        Files.deleteIfExists(path);
        CommandRun.start(path.resolveSibling("mkfifo.txt"), Map.of(), List.of("mkfifo", path.toString()))
                .await(Duration.ofSeconds(10));
    }

    private static void large(Path path, String line, int megabytes) throws IOException {
        byte[] megabyte = line.repeat((1 << 20) / line.length()).getBytes(StandardCharsets.US_ASCII);
        Files.deleteIfExists(path);
        for (int i = 0; i < megabytes; i++) {
            Files.write(path, megabyte, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static void chain(Path directory, int length) throws IOException {
        for (int i = 0; i < length - 1; i++) {
            Files.writeString(
                    directory.resolve("chain-" + i + ".yaml"),
                    "naftiko: 1.0.0-alpha2\nconsumes:\n  - {location: ./chain-" + (i + 1) + ".yaml, import: api}\n");
        }
        Files.writeString(directory.resolve("chain-" + (length - 1) + ".yaml"), SHARED);
    }

    private static String anchors(int count) {
        StringBuilder document = new StringBuilder(SHARED).append("x-anchors:\n");
        for (int i = 0; i < count; i++) {
            document.append("  - &a").append(i).append(" v\n  - *a").append(i).append('\n');
        }
        return document.toString();
    }

    private static String aliases() {
        StringBuilder document = new StringBuilder("x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*x" + (i - 1);
            document.append("x%d: &x%d [".formatted(i, i))
                    .append(String.join(", ", Collections.nCopies(10, alias)))
                    .append("]\n");
        }
        return SHARED + document;
    }

    private static String mapping(String path) {
        return BIND.replace("  binds:\n    - {namespace: env, location: \"LOCATION\", keys: {TOKEN: TOKEN}}\n", "")
                .replace("      authentication: {type: bearer, token: \"{{TOKEN}}\"}\n", "")
                .replace(
                        "call: api.list-things}",
                        "call: api.list-things, outputParameters: [{type: string, mapping: \"" + path + "\"}]}");
    }
}
