package dev.capstan.endtoend.surfaces;

import static dev.capstan.endtoend.surfaces.Client.header;
import static dev.capstan.endtoend.surfaces.Client.text;
import static dev.capstan.endtoend.surfaces.ControlDocument.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.DocumentException;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.testkit.MovableClock;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Control ports: what operators learn of a document and its engine (C1, C2). */
class ControlTest {
    private static final String ALONE =
            "naftiko: 1.0.0-alpha2\ncapability:\n  exposes:\n  - type: control\n    port: 9199\n";

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private ServedDocument serve(String yaml) {
        return ServedDocument.serve(yaml, upstream);
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return ServedDocument.json(text(response));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void listensOnTheLoopbackUnlessTheDocumentSaysOtherwise() {
        try (ServedDocument served = serve(ALONE)) {
            assertThat(served.status().endpoints()).singleElement().satisfies(endpoint -> {
                assertThat(endpoint.address().isLoopbackAddress()).isTrue();
                assertThat(endpoint.type()).isEqualTo("control");
            });
            assertThat(new Client(served, "control").status("/health/ready")).isEqualTo(200);
        }
        try (ServedDocument served = serve(ALONE + "    address: 0.0.0.0\n")) {
            assertThat(served.status().endpoints())
                    .extracting(ServerAdapter.Endpoint::address)
                    .allMatch(address -> address.isAnyLocalAddress());
        }
    }

    @Test
    void saysWhatRunsAndWhatIsLeftOut() {
        MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
        String yaml = document(
                        ControlDocument.TOOLS + "- {name: lost, description: d, call: api.lost}\n",
                        "management: {info: true}")
                .replace("- type: http", "- type: http\n    authentication: {type: bearer, token: '{{TOKEN}}'}");
        UnaryOperator<EngineBuilder> settings =
                builder -> builder.bind("TOKEN", "s3cret-value").clock(clock);
        try (ServedDocument served = ServedDocument.serve(yaml, upstream, settings)) {
            clock.move(Duration.ofSeconds(90));
            JsonNode status = json(new Client(served, "control").get("/status"));

            assertThat(status.path("label").asString()).isEqualTo("Test");
            assertThat(status.path("phase").asString()).isEqualTo("serving");
            assertThat(status.path("uptimeSeconds").asInt()).isEqualTo(90);
            assertThat(status.path("versions").path("engine").asString()).startsWith("capstan");
            assertThat(status.path("versions").path("format").asString()).isEqualTo("1.0.0-alpha2");
            assertThat(status.path("adapters").path(1).toString())
                    .isEqualTo("{\"type\":\"mcp\",\"namespace\":\"agent\",\"status\":\"UP\",\"url\":\""
                            + served.url("mcp") + "\",\"units\":1}");
            assertThat(status.path("deadUnits")).hasSize(1);
            JsonNode dead = status.path("deadUnits").path(0);
            assertThat(dead.path("adapter").asString()).isEqualTo("agent");
            assertThat(dead.path("name").asString()).isEqualTo("lost");
            assertThat(dead.path("pointer").asString()).isEqualTo("/capability/exposes/1/tools/1");
            assertThat(dead.path("reasons").path(0).path("rule").asString()).isEqualTo("call-unknown");
            assertThat(status.toString()).doesNotContain("s3cret-value", "TOKEN");
        }
    }

    @Test
    void showsTheDocumentWithoutAnySecret() {
        String yaml = document("authentication: {type: basic, username: admin, password: '{{PASSWORD}}'}\n"
                        + "management: {info: true}")
                .replace(
                        "- type: http",
                        "- type: http\n    authentication: {type: apikey, key: X-Key, value: literal-key, placement: header}\n"
                                + "    inputParameters: [{name: X-Tenant, in: header, value: literal-tenant},"
                                + " {name: X-Other, in: header, value: '{{TENANT}}'}]")
                .replace("description: A test.", "description: A test of p4ssw0rd.");
        try (ServedDocument served = ServedDocument.serve(
                yaml, upstream, builder -> builder.bind("PASSWORD", "p4ssw0rd").bind("TENANT", "ten4nt"))) {
            Client client = new Client(served, "control");
            assertThat(client.status("/config")).isEqualTo(401);
            String basic = "Basic " + Base64.getEncoder().encodeToString(bytes("admin:p4ssw0rd"));
            HttpResponse<byte[]> response = client.get("/config", "Authorization", basic);
            JsonNode config = json(response);

            assertThat(text(response)).doesNotContain("p4ssw0rd", "ten4nt", "literal-", "admin");
            JsonNode api =
                    config.path("document").path("capability").path("consumes").path(0);
            assertThat(api.path("authentication").toString())
                    .isEqualTo("{\"type\":\"apikey\",\"key\":\"***\",\"value\":\"***\",\"placement\":\"header\"}");
            assertThat(api.path("inputParameters").path(0).path("value").asString())
                    .isEqualTo("***");
            assertThat(api.path("inputParameters").path(1).path("value").asString())
                    .isEqualTo("{{TENANT}}");
            assertThat(config.path("document").path("info").path("description").asString())
                    .isEqualTo("A test of ***.");
            assertThat(config.path("variables").toString())
                    .contains("{\"name\":\"PASSWORD\",\"key\":\"PASSWORD\",\"value\":\"***\"}");
        }
    }

    @Test
    void judgesDocumentsThatAreSent(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("other.yaml"), "secret: [text");
        try (ServedDocument served = serve(document("management: {validate: true}"))) {
            Client client = new Client(served, "control");

            HttpResponse<byte[]> good = client.send("POST", "/config/validate", bytes(document("")));
            assertThat(good.statusCode()).isEqualTo(200);
            assertThat(text(good)).isEqualTo("{\"valid\":true,\"diagnostics\":[]}");

            JsonNode bad = json(
                    client.send("POST", "/config/validate", bytes(document("").replace("api.list", "api.lst"))));
            assertThat(bad.path("valid").asBoolean()).isFalse();
            JsonNode first = bad.path("diagnostics").path(0);
            assertThat(first.path("rule").asString()).isEqualTo("call-unknown");
            assertThat(first.path("severity").asString()).isEqualTo("error");
            assertThat(first.path("line").asInt()).isPositive();
            assertThat(first.path("suggestion").asString()).isEqualTo("api.list");

            assertThat(text(client.send("POST", "/config/validate", bytes("a: [b"))))
                    .contains("\"valid\":false", "yaml-syntax");
            assertThat(text(client.send("POST", "/config/validate", new byte[] {(byte) 0xff, 0, 1})))
                    .contains("\"valid\":false");
            assertThat(text(client.send("POST", "/config/validate", new byte[0])))
                    .contains("\"valid\":false");

            String imports =
                    "naftiko: 1.0.0-alpha2\nconsumes:\n- {location: " + folder.resolve("other.yaml") + ", import: x}\n";
            assertThat(text(client.send("POST", "/config/validate", bytes(imports))))
                    .contains("import-unreadable", "not followed")
                    .doesNotContain("secret", "yaml-syntax");
            String there = "naftiko: 1.0.0-alpha2\ncapability:\n  exposes:\n  - {type: skill, namespace: n, port: 1,"
                    + " skills: [{name: s, description: d, location: '%s',"
                    + " tools: [{name: t, description: d, instruction: a.md}]}]}\n";
            assertThat(text(client.send("POST", "/config/validate", bytes(there.formatted(folder.toUri())))))
                    .isEqualTo(text(
                            client.send("POST", "/config/validate", bytes(there.formatted("file:///nowhere/at/all")))))
                    .isEqualTo("{\"valid\":true,\"diagnostics\":[]}");

            assertThat(client.status("/config/validate")).isEqualTo(405);
            assertThat(client.send("POST", "/config/validate", new byte[5 * 1024 * 1024])
                            .statusCode())
                    .isEqualTo(413);
            assertThat(client.send("POST", "/config/validate", bytes("a: b"), "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void showsWhatHoldsForScripts() {
        try (ServedDocument served = serve(document(
                "management: {scripting: {defaultLanguage: python, timeout: 500, allowedLanguages: [python]}}"))) {
            assertThat(text(new Client(served, "control").get("/scripting")))
                    .isEqualTo("{\"enabled\":true,\"defaultLanguage\":\"python\",\"timeout\":500,"
                            + "\"statementLimit\":100000,\"allowedLanguages\":[\"python\"]}");
        }
        try (ServedDocument served = serve(document("management: {scripting: {enabled: false}}"))) {
            assertThat(new Client(served, "control").status("/scripting")).isEqualTo(404);
        }
    }

    @Test
    void whatIsOffIsNotThere() {
        try (ServedDocument served = serve(document("management: {health: false, info: false, logs: false}"))) {
            Client client = new Client(served, "control");

            assertThat(client.status("/health/live")).isEqualTo(404);
            assertThat(client.status("/health/ready")).isEqualTo(404);
            assertThat(client.status("/status")).isEqualTo(404);
            assertThat(served.rules()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "management: {logs: true} | /management/logs",
                "management: {logs: {stream: true}} | /management/logs",
                "observability: {traces: {local: {enabled: true}}} | /observability/traces/local/enabled",
                "observability: {traces: {propagation: b3}} | /observability/traces/propagation",
                "'observability: {exporters: {otlp: {endpoint: http://c.example:4317}}}' | /observability/exporters/otlp",
            })
    void whatIsSwitchedOnAndNotBuiltIsAnErrorThatLeavesTheRestServing(String control, String pointer) {
        try (ServedDocument served = serve(document(control))) {
            assertThat(served.status().diagnostics()).singleElement().satisfies(found -> {
                assertThat(found.rule()).isEqualTo("control-switch-not-built");
                assertThat(found.isError()).isTrue();
                assertThat(found.pointer()).isEqualTo("/capability/exposes/2" + pointer);
            });
            assertThat(new Client(served, "control").status("/health/ready")).isEqualTo(200);
        }
        assertThatThrownBy(
                        () -> ServedDocument.serve(document(control), upstream, builder -> builder.allOrNothing(true)))
                .isInstanceOf(DocumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "observability: {enabled: false, metrics: {local: {enabled: true}}}",
                "observability: {traces: {sampling: 0.5, propagation: w3c, local: {buffer-size: 50}}}",
                "management: {logs: {level-control: false}}",
                "observability: {metrics: {local: {enabled: true}}}"
            })
    void whatIsOnByDefaultOrOffIsNoError(String control) {
        try (ServedDocument served = serve(document(control))) {
            assertThat(served.rules()).isEmpty();
        }
    }

    @Test
    void thereIsOneControlPortAndNobodyElseIsOnIt() {
        String second = "- {type: control, port: 9200}\n".indent(2);
        try (ServedDocument served = serve(document("") + second)) {
            assertThat(served.rules()).containsExactly("naftiko-control-port-singleton-and-unique");
            assertThat(served.status().endpoints())
                    .filteredOn(endpoint -> endpoint.type().equals("control"))
                    .hasSize(1);
            assertThat(new Client(served, "control").status("/health/ready")).isEqualTo(503);
        }
        try (ServedDocument served = serve(document("").replace("9199", "8080"))) {
            assertThat(served.rules()).containsExactly("naftiko-control-port-singleton-and-unique");
            assertThat(served.status().endpoints())
                    .noneMatch(endpoint -> endpoint.type().equals("control"));
        }
    }

    @Test
    void asksForCredentialsAtEveryPath() {
        try (ServedDocument served =
                serve(document("authentication: {type: bearer, token: s3cret}\nmanagement: {info: true}"))) {
            Client client = new Client(served, "control");
            for (String path : List.of("/health/live", "/health/ready", "/status", "/config", "/nowhere")) {
                HttpResponse<byte[]> refused = client.get(path);
                assertThat(refused.statusCode()).as(path).isEqualTo(401);
                assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer realm=\"control\"");
            }
            assertThat(client.status("/health/ready", "Authorization", "Bearer s3cret"))
                    .isEqualTo(200);
        }
    }
}
