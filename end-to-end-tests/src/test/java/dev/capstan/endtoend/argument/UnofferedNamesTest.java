package dev.capstan.endtoend.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.endtoend.Documents;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Units that do not offer all that their operation could send, and arguments that an operation does not take. */
class UnofferedNamesTest {
    private static final String WRITE =
            "name: op\nmethod: POST\nbody: '{\"x\": \"{{x}}\", \"y\": {{y}}, \"z\": \"{{z}}\"}'";

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private ServedDocument serve(String routes, String tools) {
        return ServedDocument.serve(Documents.of(Documents.resource("/o", WRITE), routes, tools), upstream);
    }

    private static void assertAlive(ServedDocument served) {
        assertThat(served.status().diagnostics()).noneMatch(Diagnostic::isError);
    }

    @Test
    void namesOfABodyThatAToolDoesNotDeclareAreAbsent() {
        try (ServedDocument served = serve(
                "",
                "- {name: t, description: d, call: api.op, inputParameters: [{name: x, type: string, description: d}]}")) {
            assertAlive(served);
            assertThat(served.tool("t").path("inputSchema").path("properties").propertyNames())
                    .containsExactly("x");
            served.call("t", Map.of("x", "1"));
            assertThat(upstream.take().text()).isEqualTo("{\"x\": \"1\", \"y\": null, \"z\": \"\"}");
        }
    }

    @Test
    void anOptionalInputThatNothingTakesIsOnlyWarnedOf() {
        String tool =
                "- {name: t, description: d, call: api.op, inputParameters: [{name: x, type: string, description: d},"
                        + " {name: verbose, type: boolean, description: d, required: false}]}";
        try (ServedDocument served = serve("", tool)) {
            assertAlive(served);
            assertThat(served.rules()).contains("argument-unused");
            assertThat(served.call("t", Map.of("x", "1", "verbose", true))
                            .path("isError")
                            .asBoolean(false))
                    .isFalse();
        }
        try (ServedDocument served = serve(
                "- {path: /o, operations: [{method: POST, name: o, call: api.op}]}",
                tool.replace(", required: false", ""))) {
            assertThat(served.status().diagnostics())
                    .as("what callers must give for a write is lost")
                    .anyMatch(found -> found.isError() && found.rule().equals("argument-unused"));
        }
    }

    @Test
    void anInputOfTheResourceServesTheOperationsThatTakeIt() {
        try (ServedDocument served = serve("""
                - path: /o
                  inputParameters: [{name: X-Request, in: header, type: string, description: d}]
                  operations:
                  - {method: POST, name: post, call: api.op}
                  - {method: PUT, name: put, call: api.op, with: {x: web.X-Request}}
                """, "")) {
            assertAlive(served);
            served.restJson("POST", "/o", "{\"x\":\"body\"}", "X-Request", "r");
            assertThat(upstream.take().text()).contains("\"x\": \"body\"");
            served.restJson("PUT", "/o", "{\"x\":\"body\"}", "X-Request", "r");
            assertThat(upstream.take().text()).contains("\"x\": \"r\"");
        }
    }

    @Test
    void aNameOfTheUnitsOwnThatMeansNothingIsDead() {
        try (ServedDocument served = serve(
                "- {path: /o, operations: [{method: POST, name: o, call: api.op}]}",
                "- {name: t, description: d, call: api.op, with: {y: '{{amount}}'}, inputParameters: [{name: x, type: string, description: d}]}")) {
            assertThat(served.status().diagnostics())
                    .anyMatch(found -> found.isError() && found.message().contains("\"amount\""));
        }
    }
}
