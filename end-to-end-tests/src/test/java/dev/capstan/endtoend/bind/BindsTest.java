package dev.capstan.endtoend.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.endtoend.Documents;
import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.variable.VariableSource;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gives a variable its value, and where variables are known (V1, V2, V5). */
class BindsTest {
    @TempDir
    Path folder;

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    /** A document that sends the value of {@code template} in the field X-Value. */
    private static String showing(String binds, String template) {
        return Documents.route("/o", "name: op\nmethod: GET", "/o", "method: GET\nname: o\ncall: api.op")
                .replace("capability:\n", "binds:\n" + binds + "capability:\n")
                .replace(
                        "    resources:\n    - name: r",
                        "    inputParameters: [{name: X-Value, in: header, value: '" + template
                                + "'}]\n    resources:\n    - name: r");
    }

    private String shown(String yaml, UnaryOperator<EngineBuilder> settings) {
        try (ServedDocument served = ServedDocument.serve(yaml, upstream, settings)) {
            assertThat(served.rest("GET", "/o").statusCode()).isEqualTo(200);
            return String.valueOf(upstream.take().header("X-Value"));
        }
    }

    @Test
    void whatTheHostSuppliesByNameWinsOverFiles() throws IOException {
        Path secrets = Files.writeString(folder.resolve("s.env"), "KEY=file\n");
        String yaml = showing("- {namespace: b, location: '" + secrets.toUri() + "', keys: {NAME: KEY}}\n", "{{NAME}}");
        assertThat(shown(yaml, builder -> builder)).isEqualTo("file");
        assertThat(shown(yaml, builder -> builder.bind("NAME", "host"))).isEqualTo("host");
        assertThat(shown(yaml, builder -> builder.bind("b.NAME", "qualified").bind("NAME", "host")))
                .isEqualTo("qualified");
        assertThat(shown(yaml, builder -> builder.bind("KEY", "key").bind("other.NAME", "other")))
                .as("neither a key nor another namespace is the variable's own name")
                .isEqualTo("file");
        assertThat(shown(yaml, builder -> builder.variables(VariableSource.of(Map.of("NAME", "source")))))
                .as("a source is asked only where there is no location")
                .isEqualTo("file");
    }

    @Test
    void withoutLocationTheKeyIsAskedForBeforeTheName() {
        String yaml = showing("- {namespace: b, keys: {NAME: the-key}}\n", "{{b.NAME}}");
        VariableSource both = VariableSource.of(Map.of("NAME", "by name", "the-key", "by key"));
        VariableSource name = VariableSource.of(Map.of("NAME", "by name"));
        VariableSource key = VariableSource.of(Map.of("the-key", "by key"));
        assertThat(shown(yaml, builder -> builder.variables(both))).isEqualTo("by key");
        assertThat(shown(yaml, builder -> builder.variables(name))).isEqualTo("by name");
        assertThat(shown(yaml, builder -> builder.variables(name).variables(key)))
                .isEqualTo("by key");
        assertThat(shown(yaml, builder -> builder.variables(both).bind("NAME", "host")))
                .isEqualTo("host");
    }

    @Test
    void ofSeveralBindsTheFirstThatHasAValueWithAWarning() throws IOException {
        Files.writeString(folder.resolve("first.env"), "OTHER=x\n");
        Files.writeString(folder.resolve("second.env"), "KEY=second\n");
        String yaml = showing("- {namespace: one, location: 'file:///./first.env', keys: {NAME: KEY}}\n", "{{NAME}}")
                .replace(
                        "  consumes:\n",
                        "  binds:\n  - {namespace: two, location: 'file:///./second.env', keys: {NAME: KEY}}\n  consumes:\n");
        Path document = Files.writeString(folder.resolve("d.yaml"), yaml);
        try (ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rules()).containsExactly("variable-ambiguous");
            served.rest("GET", "/o");
            assertThat(upstream.take().header("X-Value")).isEqualTo("second");
        }
        Files.writeString(folder.resolve("first.env"), "KEY=first\n");
        try (ServedDocument served = ServedDocument.serve(document, upstream)) {
            served.rest("GET", "/o");
            assertThat(upstream.take().header("X-Value"))
                    .as("the root's come first")
                    .isEqualTo("first");
        }
        Files.writeString(document, yaml.replace("{{NAME}}", "{{two.NAME}}"));
        try (ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.rules()).doesNotContain("variable-ambiguous");
            served.rest("GET", "/o");
            assertThat(upstream.take().header("X-Value")).isEqualTo("second");
        }
    }

    @Test
    void variablesAreKnownWhereverAStringStands() {
        String yaml = """
                naftiko: 1.0.0-alpha2
                binds: [{namespace: b, keys: {V: V, TOKEN: TOKEN}}]
                capability:
                  consumes:
                  - type: http
                    namespace: api
                    baseUri: '{{BASE}}/{{V}}'
                    authentication: {type: apikey, key: 'X-{{V}}', value: 'a{{b.TOKEN}}', placement: header}
                    resources:
                    - name: r
                      path: /things/{{V}}/{{id}}
                      operations:
                      - name: op
                        method: POST
                        inputParameters: [{name: q, in: query, value: 'q{{V}}'}, {name: X-Method, in: header, value: 'm{{V}}'}, {name: free, in: query}]
                        body: {type: json, data: {v: '{{V}}', t: 'is {{b.V}}'}}
                  exposes:
                  - type: rest
                    namespace: web
                    port: 8080
                    authentication: {type: bearer, token: 'in-{{TOKEN}}'}
                    resources:
                    - {path: '/o/{id}', operations: [{method: GET, name: o, call: api.op, with: {free: 'with {{V}}'}, outputParameters: [{type: object, properties: {fixed: {type: string, value: 'out {{V}}'}}}]}]}
                  - type: mcp
                    namespace: agent
                    port: 9090
                    authentication: {type: basic, username: 'u{{V}}', password: '{{TOKEN}}'}
                    tools: [{name: mock, description: d, outputParameters: [{name: v, type: string, value: 'mock {{V}}'}]}]
                """;
        try (ServedDocument served = ServedDocument.serve(
                yaml,
                upstream,
                builder -> builder.bind("V", "v7")
                        .bind("TOKEN", "tok")
                        .bind("BASE", upstream.origin())
                        .baseUri("api", upstream.origin() + "/v7"))) {
            assertThat(served.rest("GET", "/o/1").statusCode()).isEqualTo(401);
            var response = served.rest("GET", "/o/1", "Authorization", "Bearer in-tok");
            assertThat(response.body()).isEqualTo("{\"fixed\":\"out v7\"}");
            RecordedRequest seen = upstream.take();
            assertThat(seen.target()).isEqualTo("/v7/things/v7/1?q=qv7&free=with%20v7");
            assertThat(seen.header("X-v7")).isEqualTo("atok");
            assertThat(seen.header("X-Method")).isEqualTo("mv7");
            assertThat(seen.text()).isEqualTo("{\"v\":\"v7\",\"t\":\"is v7\"}");
        }
    }

    @Test
    void namesCallsAndPortsHoldNoVariables() {
        String yaml = showing("- {namespace: b, keys: {V: V}}\n", "{{V}}").replace("call: api.op", "call: api.{{V}}");
        DocumentException refused = catchThrowableOfType(
                DocumentException.class,
                () -> Engine.builder().document("d.yaml", yaml).bind("V", "op").build());
        assertThat(refused.diagnostics()).extracting(Diagnostic::rule).contains("call-unknown");
    }

    @Test
    void aVariableInTheEnvironmentPlaceIsATemplateValue() {
        String yaml = Documents.route(
                "/{{REGION}}/{{tier}}/o",
                "name: op\nmethod: POST\ninputParameters:\n- {name: REGION, in: environment}\n"
                        + "- {name: tier, in: environment}\n- {name: X-Tier, in: header, value: 't {{tier}}'}\n"
                        + "- {name: stage, in: environment, value: fixed}\n- {name: zone-name, in: environment}\n"
                        + "body: {type: json, data: {r: '{{REGION}}', s: '{{stage}}', z: '{{zone-name}}', t: '{{tier}}'}}",
                "/o",
                "method: POST\nname: o\ncall: api.op");
        try (ServedDocument served = ServedDocument.serve(
                yaml,
                upstream,
                builder -> builder.variables(
                        VariableSource.of(Map.of("REGION", "eu", "zone-name", "z1", "tier", "t1"))))) {
            assertThat(served.rules()).isEmpty();
            String mine = "{\"REGION\":\"mine\",\"stage\":\"mine\",\"zone-name\":\"mine\",\"tier\":\"mine\"}";
            assertThat(served.restJson("POST", "/o", mine).statusCode()).isEqualTo(200);
            RecordedRequest seen = upstream.take();
            assertThat(seen.target()).isEqualTo("/eu/t1/o");
            assertThat(seen.header("X-Tier")).isEqualTo("t t1");
            assertThat(seen.text()).isEqualTo("{\"r\":\"eu\",\"s\":\"fixed\",\"z\":\"z1\",\"t\":\"t1\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: bearer, token: '{{SECRET}}'}",
                "{type: basic, username: u, password: '{{SECRET}}'}",
                "{type: digest, username: u, password: '{{SECRET}}'}",
                "{type: apikey, key: X-Key, value: '{{SECRET}}', placement: header}",
                "{type: apikey, key: key, value: '{{SECRET}}', placement: query}",
            })
    void anEmptyCredentialRefusesTheLoad(String authentication) {
        String outbound = showing("- {namespace: b, keys: {SECRET: SECRET}}\n", "x")
                .replace("    inputParameters:", "    authentication: " + authentication + "\n    inputParameters:");
        String inbound = showing("- {namespace: b, keys: {SECRET: SECRET}}\n", "x")
                .replace("    port: 8080\n", "    port: 8080\n    authentication: " + authentication + "\n");
        for (String yaml : List.of(outbound, inbound)) {
            EngineBuilder builder = Engine.builder().document("d.yaml", yaml).bind("SECRET", "");
            DocumentException refused = catchThrowableOfType(DocumentException.class, builder::build);
            assertThat(refused.diagnostics()).extracting(Diagnostic::rule).contains("credential-empty");
        }
        assertThat(shown(outbound, builder -> builder.bind("SECRET", "s"))).isEqualTo("x");
    }

    @Test
    void aPasswordThatTheDocumentLeavesEmptyIsNone() {
        String yaml = showing("- {namespace: b, keys: {KEY: KEY}}\n", "x")
                .replace(
                        "    inputParameters:",
                        "    authentication: {type: basic, username: '{{KEY}}', password: ''}\n    inputParameters:");
        try (ServedDocument served = ServedDocument.serve(yaml, upstream, builder -> builder.bind("KEY", "k"))) {
            served.rest("GET", "/o");
            assertThat(upstream.take().header("Authorization")).isEqualTo("Basic azo=");
        }
    }

    @Test
    void anEmptyValueIsAValueElsewhere() {
        String yaml = showing("- {namespace: b, keys: {V: V}}\n", "[{{V}}]");
        assertThat(shown(yaml, builder -> builder.bind("V", ""))).isEqualTo("[]");
    }

    @Test
    void secretsAreInNoMessageAndNoStatus() {
        String yaml = showing("- {namespace: b, keys: {SECRET: SECRET}}\n", "x")
                .replace(
                        "    inputParameters:",
                        "    authentication: {type: bearer, token: '{{SECRET}}'}\n    inputParameters:");
        try (ServedDocument served =
                ServedDocument.serve(yaml, upstream, builder -> builder.bind("SECRET", "s3cr3t-value"))) {
            upstream.disconnectAll();
            assertThat(served.engine().documents().toString()).doesNotContain("s3cr3t-value");
            assertThat(served.rest("GET", "/").body()).doesNotContain("s3cr3t-value");
        }
        DocumentException refused = catchThrowableOfType(
                DocumentException.class,
                () -> Engine.builder()
                        .document("d.yaml", yaml)
                        .bind("SECRET", "s3cr3t-value\nsecond")
                        .build());
        assertThat(refused).hasMessageContaining("control character");
        assertThat(refused.toString() + refused.diagnostics()).doesNotContain("s3cr3t-value");
    }
}
