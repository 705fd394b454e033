package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.engine.Result;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.engine.variable.VariableSource;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What loads, what is dead, and what the messages say. */
class LoadingTest {
    private static final String GOOD =
            Documents.route("/o", "name: op\nmethod: GET", "/o", "method: GET\nname: o\ncall: api.op");

    private static List<Diagnostic> refused(String yaml) {
        try (Engine engine = Engine.builder().document("test.yaml", yaml).build()) {
            throw new AssertionError("served: " + engine.documents());
        } catch (DocumentException e) {
            return e.diagnostics();
        }
    }

    @Test
    void aDeadUnitIsReportedAtItsPlaceAndTheRestServes() {
        String document = Documents.of(Documents.resource("/o", "name: op\nmethod: GET"), """
                - path: /a
                  operations: [{method: GET, name: a, call: api.op}]
                - path: /b
                  operations: [{method: GET, name: b, call: api.oops}]
                """, "");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            Diagnostic dead = served.status().diagnostics().stream()
                    .filter(Diagnostic::isError)
                    .findFirst()
                    .orElseThrow();
            assertThat(dead.rule()).isEqualTo("call-unknown");
            assertThat(dead.pointer()).isEqualTo("/capability/exposes/0/resources/1/operations/0/call");
            assertThat(dead.message()).contains("oops", "op");
            assertThat(served.rest("GET", "/a").statusCode()).isEqualTo(200);
            assertThat(served.rest("GET", "/b").statusCode()).isEqualTo(404);
        }
        assertThatThrownBy(() -> Engine.builder()
                        .document("test.yaml", document)
                        .allOrNothing(true)
                        .build())
                .isInstanceOf(DocumentException.class);
    }

    @Test
    void whatNothingThatIsInstalledDecodesIsDeadByName() {
        String document =
                Documents.of(Documents.resource("/o", "name: op\nmethod: GET\noutputRawFormat: cobol"), """
                - path: /fine
                  operations: [{method: GET, name: fine, call: api.op}]
                - path: /shaped
                  operations: [{method: GET, name: shaped, call: api.op, outputParameters: [{type: string, mapping: $.a}]}]
                """, "");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            List<String> errors = served.status().diagnostics().stream()
                    .filter(Diagnostic::isError)
                    .map(Diagnostic::message)
                    .toList();
            assertThat(errors).anyMatch(m -> m.contains("shaped") && m.contains("cobol"));
            assertThat(served.rest("GET", "/fine").statusCode()).isEqualTo(200);
            assertThat(served.rest("GET", "/shaped").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aReferenceToNoFunctionRefusesTheDocument() {
        String document = Documents.of(Documents.resource("/o", "name: op\nmethod: GET"), """
                - path: /fine
                  operations: [{method: GET, name: fine, call: api.op}]
                - path: /ref
                  operations: [{method: GET, name: referring, ref: lib.fn}]
                """, "");
        assertThat(refused(document)).anyMatch(d -> d.rule().equals("ref-unknown"));
    }

    @Test
    void adaptersWhoseAuthenticationIsOfNoKnownKindAreNotServedOpen() {
        String document =
                GOOD.replace("    port: 8080\n", "    port: 8080\n    authentication: {type: kerberos, username: u}\n");
        assertThat(refused(document)).anyMatch(d -> d.rule().equals("authentication-unsupported"));
    }

    @Test
    void missingVariablesAreNamedWithTheirPlaceAndAllAtOnce() {
        String document = GOOD.replace(
                "    resources:\n    - name: r",
                "    authentication: {type: basic, username: '{{env.WHO_AM_I}}', password: '{{PASS_PHRASE}}'}\n"
                        + "    resources:\n    - name: r");
        List<Diagnostic> found = refused(document);
        assertThat(found)
                .filteredOn(d -> d.rule().equals("variable-missing"))
                .hasSize(2)
                .allMatch(d -> d.range().line() == 8)
                .anyMatch(d -> d.message().contains("WHO_AM_I"))
                .anyMatch(d ->
                        d.message().contains("PASS_PHRASE") && d.message().contains("supply the value from outside"));
    }

    @Test
    void declaredButUnusedVariablesNeedNoValue() {
        String document = GOOD.replace(
                "capability:\n", "binds: [{namespace: env, keys: {NEVER_USED: NEVER_USED}}]\ncapability:\n");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rules()).containsExactly("bind-unused");
        }
    }

    @Test
    void variablesOfWhatIsNotServedAreUsedAllTheSame() {
        String document =
                GOOD.replace("capability:\n", "binds: [{namespace: env, keys: {INBOUND: INBOUND}}]\ncapability:\n")
                        + """
                  - type: mcp
                    namespace: closed
                    port: 9090
                    authentication: {type: kerberos, token: '{{INBOUND}}'}
                    tools: [{name: t, description: d, call: api.op}]
                """;
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rules()).containsExactly("authentication-unsupported");
        }
    }

    @Test
    void bindsComeFromFilesBesideTheDocument(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("secrets.yaml"), "the-token: t0p\n");
        Path document = folder.resolve("doc.yaml");
        Files.writeString(
                document,
                GOOD.replace(
                                "capability:\n",
                                "binds: [{namespace: vault, location: 'file:///./secrets.yaml', keys: {TOKEN: the-token}}]\n"
                                        + "capability:\n")
                        .replace(
                                "    resources:\n    - name: r",
                                "    authentication: {type: bearer, token: '{{vault.TOKEN}}'}\n    resources:\n    - name: r"));
        try (RecordingUpstream upstream = RecordingUpstream.start();
                Engine engine = Engine.builder()
                        .document(document)
                        .baseUri("api", upstream.origin())
                        .build()) {
            Result result =
                    engine.call("api.op", Map.of()).toCompletableFuture().join();
            assertThat(result.status()).isEqualTo(200);
            assertThat(upstream.take().header("Authorization")).isEqualTo("Bearer t0p");
        }
    }

    @Test
    void unknownBindSchemesNameTheSchemeAndTheInterface() {
        String document = GOOD.replace(
                        "capability:\n",
                        "binds: [{namespace: v, location: 'cave://x', keys: {TOKEN: t}}]\ncapability:\n")
                .replace(
                        "    resources:\n    - name: r",
                        "    authentication: {type: bearer, token: '{{v.TOKEN}}'}\n    resources:\n    - name: r");
        assertThat(refused(document))
                .anyMatch(d -> d.rule().equals("variable-missing")
                        && d.message().contains("cave://x")
                        && d.message().contains("BindProvider"))
                .anyMatch(d -> d.rule().equals("bind-unknown-scheme") && !d.isError());
        try (Engine engine = Engine.builder()
                .document("test.yaml", document)
                .bind("TOKEN", "t")
                .build()) {
            assertThat(engine.documents().get(0).diagnostics())
                    .extracting(Diagnostic::rule)
                    .containsExactly("bind-unknown-scheme");
        }
    }

    @Test
    void baseUrisCanComeFromVariablesOrFromOutsideOrAreAskedFor() {
        String document = GOOD.replace("https://api.example.net", "'{{BASE}}/v1'");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                Engine engine = Engine.builder()
                        .document("test.yaml", document)
                        .variables(VariableSource.of(Map.of("BASE", upstream.origin())))
                        .build()) {
            engine.call("web.o", Map.of()).toCompletableFuture().join();
            assertThat(upstream.take().target()).isEqualTo("/v1/o");
        }
        for (String unusable : List.of("''", "'{host}/v1'", "/v1", "ftp://x.example.net")) {
            assertThat(refused(GOOD.replace("https://api.example.net", unusable)))
                    .anyMatch(d -> d.isError() && d.message().contains("\"api\" has no usable base URI"));
        }
    }

    @Test
    void importsAreResolvedAndTheirErrorsNameBothFiles(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("shared.yaml"), """
                naftiko: 1.0.0-alpha2
                consumes:
                - type: http
                  namespace: shared
                  baseUri: https://s.example.net
                  resources: [{name: a, path: /a, operations: [{name: a, method: GET}]}]
                """);
        String importing = """
                naftiko: 1.0.0-alpha2
                capability:
                  consumes: [{location: ./shared.yaml, import: NAME, as: mine}]
                  exposes:
                  - type: rest
                    namespace: web
                    port: 8080
                    resources: [{path: /a, operations: [{method: GET, name: a, call: mine.a}]}]
                """;
        Path good = Files.writeString(folder.resolve("good.yaml"), importing.replace("NAME", "shared"));
        Path bad = Files.writeString(folder.resolve("bad.yaml"), importing.replace("NAME", "other"));
        try (RecordingUpstream upstream = RecordingUpstream.start();
                Engine engine = Engine.builder()
                        .document(good)
                        .baseUri("mine", upstream.origin())
                        .build()) {
            engine.call("web.a", Map.of()).toCompletableFuture().join();
            assertThat(upstream.take().target()).isEqualTo("/a");
        }
        assertThatThrownBy(() -> Engine.builder().document(bad).build())
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("shared.yaml")
                .hasMessageContaining("bad.yaml")
                .hasMessageContaining("other");
    }

    @Test
    void withKeepGoingTheOthersServe() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                Engine engine = Engine.builder()
                        .document("good.yaml", GOOD)
                        .document("broken.yaml", "naftiko: [")
                        .document("nothing.yaml", "naftiko: 1.0.0-alpha2\ncapability: {consumes: []}")
                        .document("old.yaml", GOOD.replace("alpha2", "alpha9"))
                        .baseUriForAll(upstream.origin())
                        .configuration(ServedDocument.onFreePorts())
                        .keepGoing(true)
                        .build()) {
            assertThat(engine.documents())
                    .extracting(DocumentStatus::serving)
                    .containsExactly(true, false, false, false);
            assertThat(engine.documents().get(1).diagnostics())
                    .singleElement()
                    .satisfies(d -> assertThat(d.toString()).startsWith("broken.yaml:1:"));
            assertThat(engine.documents().get(3).diagnostics())
                    .anyMatch(d -> d.message().contains("1.0.0-alpha2"));
        }
    }

    @Test
    void twoDocumentsThatClaimOneRouteAreRefusedNamingBoth() {
        assertThatThrownBy(() -> Engine.builder()
                        .document("one.yaml", GOOD)
                        .document("two.yaml", GOOD)
                        .build())
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("one.yaml")
                .hasMessageContaining("two.yaml");
    }

    @Test
    void inProcessCallsNeedNoPortAndNameWhatIsWrong() {
        String document = Documents.route(
                "/o/{id}",
                "name: op\nmethod: GET\ninputParameters:\n- {name: q, in: query}",
                "/o/{id}",
                "method: GET\nname: one\ncall: api.op");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                Engine engine = Engine.builder()
                        .document("test.yaml", document)
                        .baseUri("api", upstream.origin())
                        .build()) {
            engine.call("web.one", Map.of("id", 5, "q", List.of("a", "b")))
                    .toCompletableFuture()
                    .join();
            assertThat(upstream.take().target()).isEqualTo("/o/5?q=a&q=b");
            engine.call("api.op", Map.of("id", "x")).toCompletableFuture().join();
            assertThat(upstream.take().target()).isEqualTo("/o/x");
            assertThatThrownBy(() -> engine.call("web.one", Map.of())
                            .toCompletableFuture()
                            .join())
                    .hasCauseInstanceOf(CallFailedException.class)
                    .hasMessageContaining("\"id\" is required");
            assertThatThrownBy(() -> engine.call("web.one", Map.of("idd", 1))
                            .toCompletableFuture()
                            .join())
                    .hasMessageContaining("did you mean \"id\"?");
            assertThatThrownBy(() -> engine.call("web.on", Map.of())
                            .toCompletableFuture()
                            .join())
                    .hasMessageContaining("did you mean web.one?");
            RequestPreview preview = engine.preview("web.one", Map.of("id", 5));
            assertThat(preview).isNotNull();
            assertThat(preview.uri()).isEqualTo(upstream.origin() + "/o/5");
        }
    }

    @Test
    void variablesOfABaseUriMayBeSpeltAsTheShellDoes() {
        String document = GOOD.replace("https://api.example.net", "http://${API_HOST}:${API_PORT}/v1")
                .replace("capability:\n", "binds: [{namespace: env, keys: {API_HOST: API_HOST}}]\ncapability:\n");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                Engine engine = Engine.builder()
                        .document("test.yaml", document)
                        .configuration(ServedDocument.onFreePorts())
                        .variables(VariableSource.of(
                                Map.of("API_HOST", "127.0.0.1", "API_PORT", String.valueOf(upstream.port()))))
                        .build()) {
            engine.call("api.op", Map.of()).toCompletableFuture().join();
            assertThat(upstream.take()).hasToString("GET /v1/o");
        }
    }

    @Test
    void aKeyInTheBaseUriIsSentThereAndShownNowhere() {
        String document = GOOD.replace("https://api.example.net", "http://127.0.0.1:${API_PORT}/bot{token}")
                .replaceFirst(
                        "    resources:",
                        "    authentication: {type: apikey, key: token, value: '{{BOT_TOKEN}}', placement: path}\n"
                                + "    resources:");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                Engine engine = Engine.builder()
                        .document("test.yaml", document)
                        .configuration(ServedDocument.onFreePorts())
                        .variables(VariableSource.of(
                                Map.of("BOT_TOKEN", "s-3-cret", "API_PORT", String.valueOf(upstream.port()))))
                        .build()) {
            engine.call("api.op", Map.of()).toCompletableFuture().join();
            RecordedRequest seen = upstream.take();
            assertThat(seen).hasToString("GET /bots-3-cret/o");
            assertThat(seen.header("token")).isNull();
            RequestPreview preview = engine.preview("api.op", Map.of());
            assertThat(preview).isNotNull();
            assertThat(preview.uri()).isEqualTo("http://127.0.0.1:***/bot***/o");
            assertThat(engine.documents().get(0).baseUris()).containsEntry("api", upstream.origin() + "/bot***");
        }
    }

    @Test
    void aBaseUriThatIsNoneIsToldWithoutTheVariablesBehindItsHost() {
        String document = GOOD.replace("https://api.example.net", "http://ho st/{{env.SECRET_PATH}}");
        try (Engine engine = Engine.builder()
                .document("test.yaml", document)
                .variables(VariableSource.of(Map.of("SECRET_PATH", "s-3-cret")))
                .build()) {
            throw new AssertionError("served: " + engine.documents());
        } catch (DocumentException e) {
            assertThat(e.diagnostics()).extracting(Diagnostic::rule).contains("base-uri-missing");
            assertThat(e.diagnostics()).extracting(Diagnostic::message).noneMatch(said -> said.contains("s-3-cret"));
        }
    }
}
