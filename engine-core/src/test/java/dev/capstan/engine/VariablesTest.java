package dev.capstan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.capstan.engine.variable.VariableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a variable's value is looked for, from the first place to the last. */
class VariablesTest {
    @TempDir
    private Path folder;

    private static String document(String location) {
        return """
                naftiko: 1.0.0-alpha2
                info: {label: Ships, description: Ships of a fleet}
                binds:
                - {namespace: env, %skeys: {FLEET_FLAG: flag-key}}
                capability:
                  consumes:
                  - type: http
                    namespace: api
                    baseUri: http://api.example
                    resources:
                    - name: ships
                      path: /ships
                      operations: [{name: list, method: GET, inputParameters: [{name: flag, in: query, value: '{{env.FLEET_FLAG}}'}]}]
                  exposes:
                  - {type: mcp, namespace: agent, port: 9090, tools: [{name: list, description: d, call: api.list}]}
                """.formatted(location);
    }

    private static String sent(String document, UnaryOperator<EngineBuilder> settings) throws Exception {
        StubConsumer api = new StubConsumer().answering("list", 200, "[]");
        try (Engine engine = settings.apply(
                        Engine.builder().document("ships.yaml", document).consumer("api", api))
                .build()) {
            engine.call("agent.list", Map.of()).get(20, TimeUnit.SECONDS);
        }
        return String.join("", api.sent());
    }

    private static VariableSource source(String... pairs) {
        return pairs.length == 2 ? VariableSource.of(Map.of(pairs[0], pairs[1])) : name -> null;
    }

    @Test
    void theHostsValueByQualifiedNameComesFirst() throws Exception {
        assertThat(sent(
                        document(""),
                        engine -> engine.bind("FLEET_FLAG", "by-name")
                                .bind("env.FLEET_FLAG", "by-qualified-name")
                                .variables(source("flag-key", "by-key"))))
                .isEqualTo("list flag=\"by-qualified-name\"");
        assertThat(sent(
                        document(""),
                        engine -> engine.bind("FLEET_FLAG", "by-name").variables(source("flag-key", "by-key"))))
                .isEqualTo("list flag=\"by-name\"");
    }

    @Test
    void sourcesAreAskedInOrderByKeyAndThenByName() throws Exception {
        assertThat(sent(
                        document(""),
                        engine -> engine.variables(source("FLEET_FLAG", "by-name"))
                                .variables(source("flag-key", "by-key"))))
                .isEqualTo("list flag=\"by-key\"");
        assertThat(sent(
                        document(""),
                        engine -> engine.variables(source())
                                .variables(source("FLEET_FLAG", "first"))
                                .variables(source("FLEET_FLAG", "second"))))
                .isEqualTo("list flag=\"first\"");
    }

    @Test
    void aBindWithALocationIsAskedInsteadOfTheSources() throws Exception {
        Path file = Files.writeString(folder.resolve("values.env"), "flag-key=from-file\n");

        assertThat(sent(
                        document("location: '" + file.toUri() + "', "),
                        engine -> engine.variables(source("flag-key", "from-source"))))
                .isEqualTo("list flag=\"from-file\"");
        assertThat(sent(
                        document("location: '" + file.toUri() + "', "),
                        engine -> engine.bind("FLEET_FLAG", "from-host")))
                .isEqualTo("list flag=\"from-host\"");
    }

    @Test
    void anEnvFileIsASource() throws Exception {
        Path file = Files.writeString(folder.resolve(".env"), "# flags\nexport FLEET_FLAG='a b'\n");

        assertThat(sent(document(""), engine -> engine.variables(VariableSource.envFile(file))))
                .isEqualTo("list flag=\"a b\"");
    }

    @Test
    void whatNobodyHasIsToldByNameKeyAndPlace() throws IOException {
        DocumentException refused = catchThrowableOfType(
                DocumentException.class, () -> sent(document(""), engine -> engine.variables(source("OTHER", "1"))));

        assertThat(refused).isNotNull();
        assertThat(refused).hasMessageContaining("FLEET_FLAG").hasMessageContaining("flag-key");
        assertThat(refused.diagnostics())
                .anyMatch(diagnostic -> diagnostic.rule().equals("variable-missing"));
    }

    @Test
    void aPlaceholderStandsForItWhereTheHostSaysSo() throws Exception {
        assertThat(sent(document(""), engine -> engine.placeholderVariables(true)))
                .isEqualTo("list flag=\"placeholder-for-FLEET_FLAG\"");
    }
}
