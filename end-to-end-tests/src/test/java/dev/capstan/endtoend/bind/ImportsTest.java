package dev.capstan.endtoend.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** APIs that another file declares (I1, I2, I3). */
class ImportsTest {
    private static final String SHARED = """
            naftiko: 1.0.0-alpha2
            binds:
            - {namespace: own, location: 'file:///./secrets.yaml', keys: {KEY: the-key, COMMON: common}}
            consumes:
            - type: http
              namespace: registry
              baseUri: https://registry.example
              authentication: {type: bearer, token: '{{KEY}}'}
              inputParameters: [{name: X-Common, in: header, value: 'c-{{COMMON}}'}]
              resources:
              - name: ships
                path: /ships/{{own.COMMON}}
                inputParameters: [{name: key, in: query, value: '{{own.KEY}}'}]
                operations:
                - {name: list, method: GET}
                - {name: make, method: POST, body: {type: json, data: {from: 'x {{COMMON}}', key: '{{own.KEY}}', name: '{{name}}'}}}
            """;

    private static final String IMPORTING = """
            naftiko: 1.0.0-alpha2
            BINDS
            capability:
              consumes:
              - IMPORT
              exposes:
              - type: rest
                namespace: web
                port: 8080
                resources:
                - {path: /ships, operations: [{method: GET, name: list, call: here.list}, {method: POST, name: make, call: here.make}]}
                - {path: '/raw/{rest}', forward: {targetNamespace: here}}
              - {type: mcp, namespace: agent, port: 9090, tools: [{name: make, description: d, call: here.make}]}
            """;

    @TempDir
    Path folder;

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path importing(String binds, String wanted) throws IOException {
        return write("main.yaml", IMPORTING.replace("BINDS\n", binds).replace("IMPORT", wanted));
    }

    @Test
    void anImportedApiKeepsTheBindsOfItsFile() throws IOException {
        write("shared/registry.yaml", SHARED);
        write("shared/secrets.yaml", "the-key: k1\ncommon: theirs\n");
        write("secrets.yaml", "the-key: WRONG\ncommon: WRONG\n");
        Path main = importing("", "{location: ./shared/registry.yaml, import: registry, as: here}");
        try (ServedDocument served = ServedDocument.serve(main, upstream)) {
            assertThat(served.rules()).isEmpty();
            assertThat(served.rest("GET", "/ships").statusCode()).isEqualTo(200);
            RecordedRequest listed = upstream.take();
            assertThat(listed.target()).isEqualTo("/ships/theirs?key=k1");
            assertThat(listed.header("Authorization")).isEqualTo("Bearer k1");
            assertThat(listed.header("X-Common")).isEqualTo("c-theirs");

            served.restJson("POST", "/ships", "{\"name\":\"Star\"}");
            assertThat(upstream.take().text()).isEqualTo("{\"from\":\"x theirs\",\"key\":\"k1\",\"name\":\"Star\"}");
            served.call("make", Map.of("name", "Star"));
            assertThat(upstream.take().text()).isEqualTo("{\"from\":\"x theirs\",\"key\":\"k1\",\"name\":\"Star\"}");

            served.rest("GET", "/raw/x");
            assertThat(upstream.take().header("X-Common")).isEqualTo("c-theirs");

            served.engine().call("here.list", Map.of()).toCompletableFuture().join();
            assertThat(upstream.take().target()).isEqualTo("/ships/theirs?key=k1");
        }
    }

    @Test
    void theImportingDocumentsBindsComeFirst() throws IOException {
        write("shared/registry.yaml", SHARED);
        write("shared/secrets.yaml", "the-key: k1\ncommon: theirs\n");
        write("mine.env", "MINE=mine\n");
        Path main = importing(
                "binds: [{namespace: top, location: 'file:///./mine.env', keys: {COMMON: MINE}}]\n",
                "{location: ./shared/registry.yaml, import: registry, as: here}");
        try (ServedDocument served = ServedDocument.serve(main, upstream)) {
            served.rest("GET", "/ships");
            RecordedRequest seen = upstream.take();
            assertThat(seen.header("X-Common")).isEqualTo("c-mine");
            assertThat(seen.target()).as("a qualified name").isEqualTo("/ships/theirs?key=k1");
            assertThat(served.rules()).containsOnly("variable-ambiguous");
        }
    }

    @Test
    void whatNoBindDeclaresIsLookedForAsEverywhere() throws IOException {
        write("shared/registry.yaml", SHARED.replaceAll("(?m)^binds:\n.*\n", "").replace("own.", "env."));
        Path main = importing("", "{location: ./shared/registry.yaml, import: registry, as: here}");
        try (ServedDocument served = ServedDocument.serve(
                main, upstream, builder -> builder.bind("KEY", "k2").bind("COMMON", "host"))) {
            served.rest("GET", "/ships");
            assertThat(upstream.take().target()).isEqualTo("/ships/host?key=k2");
            assertThat(served.rules()).containsOnly("variable-undeclared");
        }
    }

    @Test
    void anImportOfAnImportStartsAtItsOwnFile() throws IOException {
        write("shared/deep/registry.yaml", SHARED.replace("KEY: the-key, ", ""));
        write("shared/deep/secrets.yaml", "common: deep\n");
        write("shared/relay.env", "RELAYED=relayed\n");
        write("shared/relay.yaml", """
                naftiko: 1.0.0-alpha2
                binds: [{namespace: relay, location: 'file:///./relay.env', keys: {KEY: RELAYED}}]
                consumes: [{location: deep/registry.yaml, import: registry, as: relayed}]
                """);
        Path main = importing("", "{location: 'file:///./shared/relay.yaml', import: relayed, as: here}");
        write("shared/deep/registry.yaml", SHARED.replace("KEY: the-key, ", "").replace("own.KEY", "KEY"));
        try (ServedDocument served = ServedDocument.serve(main, upstream)) {
            assertThat(served.rest("GET", "/ships").statusCode()).isEqualTo(200);
            RecordedRequest seen = upstream.take();
            assertThat(seen.target()).isEqualTo("/ships/deep?key=relayed");
            assertThat(seen.header("Authorization")).isEqualTo("Bearer relayed");
        }
    }

    @Test
    void relativePathsOfAnImportedApiStartAtItsFile() throws IOException {
        write("schema.avsc", "\"string\"");
        write(
                "shared/schema.avsc",
                "{\"type\":\"record\",\"name\":\"V\",\"fields\":[{\"name\":\"imo\",\"type\":\"int\"}]}");
        write("shared/v.yaml", """
                naftiko: 1.0.0-alpha2
                consumes:
                - type: http
                  namespace: v
                  baseUri: https://v.example
                  resources: [{name: v, path: /v, operations: [{name: get, method: GET, outputRawFormat: avro, outputSchema: ./schema.avsc}]}]
                """);
        Path main = write("main.yaml", """
                naftiko: 1.0.0-alpha2
                capability:
                  consumes: [{location: shared/v.yaml, import: v}]
                  exposes:
                  - type: rest
                    namespace: web
                    port: 8080
                    resources: [{path: /v, operations: [{method: GET, name: v, call: v.get, outputParameters: [{type: number, mapping: $.imo}]}]}]
                """);
        upstream.answer(UpstreamAnswer.bytes(200, "avro/binary", HexFormat.of().parseHex("0a")));
        try (ServedDocument served = ServedDocument.serve(main, upstream)) {
            assertThat(served.rest("GET", "/v").body()).isEqualTo("5");
        }
    }

    @Test
    void oneApiUnderTwoNamesIsTwo() throws IOException {
        write("a.yaml", """
                naftiko: 1.0.0-alpha2
                consumes: [{type: http, namespace: a, baseUri: 'https://a.example', resources: [{name: r, path: /r, operations: [{name: op, method: GET}]}]}]
                """);
        Path main = write("main.yaml", """
                naftiko: 1.0.0-alpha2
                capability:
                  consumes: [{location: a.yaml, import: a, as: east}, {location: a.yaml, import: a, as: west}]
                  exposes:
                  - type: rest
                    namespace: web
                    port: 8080
                    resources:
                    - {path: /east, operations: [{method: GET, name: east, call: east.op}]}
                    - {path: /west, operations: [{method: GET, name: west, call: west.op}]}
                    - {path: '/raw/{rest}', forward: {targetNamespace: west}}
                """);
        try (RecordingUpstream west = RecordingUpstream.start();
                ServedDocument served =
                        ServedDocument.serve(main, upstream, builder -> builder.baseUri("west", west.origin()))) {
            served.rest("GET", "/east");
            served.rest("GET", "/west");
            served.rest("GET", "/raw/x");
            assertThat(upstream.requests()).hasToString("[GET /r]");
            assertThat(west.requests()).hasToString("[GET /r, GET /x]");
            west.answer(UpstreamAnswer.hangup());
            assertThat(served.rest("GET", "/west").body()).contains("west.op").doesNotContain("\"a.op");
            assertThat(served.rest("GET", "/east").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aNamespaceThatIsDeclaredCannotBeImported() throws IOException {
        write("a.yaml", """
                naftiko: 1.0.0-alpha2
                consumes: [{type: http, namespace: a, baseUri: 'https://a.example', resources: [{name: r, path: /r, operations: [{name: list, method: GET}]}]}]
                """);
        Path main = importing(
                "",
                "{type: http, namespace: here, baseUri: 'https://b.example', resources: [{name: r, path: /r, operations: [{name: list, method: GET}]}]}\n"
                        + "  - {location: a.yaml, import: a, as: here}");
        DocumentException refused = catchThrowableOfType(
                DocumentException.class, () -> Engine.builder().document(main).build());
        assertThat(refused.diagnostics())
                .filteredOn(found -> found.rule().equals("namespace-imported-twice"))
                .singleElement()
                .satisfies(found -> assertThat(found.pointer()).isEqualTo("/capability/consumes/1/as"));
    }

    @Test
    void oneNamespaceTwiceIsRefusedWhereItIsImported() throws IOException {
        write("a.yaml", """
                naftiko: 1.0.0-alpha2
                consumes: [{type: http, namespace: a, baseUri: 'https://a.example', resources: [{name: r, path: /r, operations: [{name: list, method: GET}]}]}]
                """);
        Path main =
                importing("", "{location: a.yaml, import: a, as: here}\n  - {location: a.yaml, import: a, as: here}");
        DocumentException refused = catchThrowableOfType(
                DocumentException.class, () -> Engine.builder().document(main).build());
        assertThat(refused.diagnostics())
                .filteredOn(found -> found.rule().equals("namespace-imported-twice"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.pointer()).isEqualTo("/capability/consumes/1/as");
                    assertThat(found.file()).endsWith("main.yaml");
                });
    }
}
