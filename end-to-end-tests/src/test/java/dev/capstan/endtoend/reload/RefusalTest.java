package dev.capstan.endtoend.reload;

import static dev.capstan.endtoend.reload.EditedDocument.showing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.reload.DocumentReload;
import dev.capstan.engine.reload.DocumentReload.Outcome;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes nothing. */
class RefusalTest {
    private static final String SHOWN = "{\"shown\":\"Vasa\"}";

    @TempDir
    Path folder;

    private final RecordingUpstream upstream =
            RecordingUpstream.start().answer(UpstreamAnswer.json(200, "{\"name\":\"Vasa\"}"));

    @AfterEach
    void close() {
        upstream.close();
    }

    /** Saves that text, and finds everything served as before, on the same connections both ways. */
    private DocumentReload refused(String yaml) {
        try (EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"));
                KeptConnection connection = edited.connection()) {
            connection.get("/ship");
            String url = edited.served().url("rest");

            DocumentReload reload = edited.save(yaml);

            assertThat(reload.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(connection.get("/ship").body()).isEqualTo(SHOWN);
            assertThat(edited.served().url("rest")).isEqualTo(url);
            assertThat(upstream.connections()).isEqualTo(1);
            assertThat(edited.save(showing("/vessel", "name")).outcome()).isEqualTo(Outcome.SWAPPED);
            assertThat(connection.get("/ship").body()).isEqualTo(SHOWN);
            return reload;
        }
    }

    @Test
    void isADocumentThatIsNoYaml() {
        DocumentReload reload = refused("naftiko: 1.0.0-alpha2\ncapability: [\n");

        assertThat(reload.diagnostics()).isNotEmpty().allSatisfy(found -> {
            assertThat(found.rule()).isEqualTo("yaml-syntax");
            assertThat(found.file()).endsWith("edited.yaml");
        });
    }

    @Test
    void isADocumentOfWhichLessCouldBeServed() {
        DocumentReload reload = refused(showing("/ship", "name").replace("call: api.op", "call: api.opp"));

        assertThat(reload.diagnostics())
                .extracting(Diagnostic::rule)
                .containsExactlyInAnyOrder("nothing-to-serve", "call-unknown");
        assertThat(reload.diagnostics())
                .filteredOn(found -> found.rule().equals("call-unknown"))
                .singleElement()
                .satisfies(found -> assertThat(found.range().line()).isGreaterThan(20));
    }

    @Test
    void isADocumentOfWhichOneUnitOfTwoWouldDie() {
        String two = showing("/ship", "name")
                + "  - type: mcp\n    namespace: agent\n    port: 9090\n    transport: http\n    tools:\n"
                + "    - {name: look, description: Looks., call: api.op}\n";
        try (EditedDocument edited = new EditedDocument(folder, upstream, two)) {
            DocumentReload reload = edited.save(two.replace("Looks., call: api.op", "Looks., call: api.opp"));

            assertThat(reload.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(reload.diagnostics())
                    .extracting(Diagnostic::message)
                    .anyMatch(text -> text.contains("no operation \"opp\""));
            assertThat(edited.served().tools()).hasSize(1);
            assertThat(edited.served().call("look", "{}").path("isError").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void isNotAUnitThatIsTakenOutOnPurposeNorANewOneThatIsDead() {
        String two = EditedDocument.tools("look", "watch");
        try (EditedDocument edited = new EditedDocument(folder, upstream, two)) {
            assertThat(edited.save(EditedDocument.tools("look")).outcome()).isEqualTo(Outcome.SWAPPED);
            assertThat(edited.served().tools()).hasSize(1);

            DocumentReload reload = edited.save(EditedDocument.tools("look", "gaze")
                    .replace("Does gaze., call: api.op", "Does gaze., call: api.opp"));

            assertThat(reload.outcome()).isEqualTo(Outcome.SWAPPED);
            assertThat(reload.diagnostics())
                    .extracting(Diagnostic::message)
                    .anyMatch(text -> text.contains("no operation \"opp\""));
            assertThat(edited.served().tools()).hasSize(1);
        }
    }

    @Test
    void isADocumentWithoutItsVariables() {
        DocumentReload reload = refused(showing("/{{NOWHERE}}", "name")
                .replace(
                        "capability:\n",
                        "binds:\n- {namespace: env, keys: {NOWHERE: NOWHERE_TO_BE_FOUND}}\ncapability:\n"));

        assertThat(reload.diagnostics())
                .filteredOn(Diagnostic::isError)
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.rule()).isEqualTo("variable-missing");
                    assertThat(found.message()).contains("NOWHERE_TO_BE_FOUND");
                });
    }

    @Test
    void isAFileThatIsGone() throws IOException {
        try (EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"));
                KeptConnection connection = edited.connection()) {
            Files.delete(edited.file());

            DocumentReload reload = edited.reload();

            assertThat(reload.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(reload.diagnostics()).extracting(Diagnostic::rule).containsExactly("file-unreadable");
            assertThat(connection.get("/ship").body()).isEqualTo(SHOWN);
        }
    }

    @Test
    void isAPortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EditedDocument edited = new EditedDocument(
                        folder,
                        upstream,
                        showing("/ship", "name"),
                        builder -> builder.configuration(ServedDocument.onFreePorts()
                                .withServer(ServedDocument.onFreePorts().server().toBuilder()
                                        .anyPort(false)
                                        .portOverrides(Map.of(8080, 0, 8081, taken.getLocalPort()))
                                        .build())));
                KeptConnection connection = edited.connection()) {
            DocumentReload reload = edited.save(showing("/ship", "name").replace("port: 8080", "port: 8081"));

            assertThat(reload.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(reload.diagnostics()).singleElement().satisfies(found -> {
                assertThat(found.rule()).isEqualTo("adapter-unusable");
                assertThat(found.message()).contains("the port is in use");
            });
            assertThat(connection.get("/ship").body()).isEqualTo(SHOWN);
            taken.close();
            assertThat(edited.reload().outcome()).isEqualTo(Outcome.SWAPPED);
        }
    }

    @Test
    void isOneDocumentOfTwoAndTheOtherIsSwapped() {
        Path other = folder.resolve("other.yaml");
        EditedDocument.write(other, EditedDocument.tools("look"));
        try (EditedDocument edited =
                new EditedDocument(folder, upstream, showing("/ship", "name"), builder -> builder.document(other))) {
            EditedDocument.write(edited.file(), "not: [a document\n");
            EditedDocument.write(other, EditedDocument.tools("look", "watch"));

            assertThat(edited.served().engine().reload().documents())
                    .extracting(DocumentReload::outcome)
                    .containsExactly(Outcome.REFUSED, Outcome.SWAPPED);
            assertThat(edited.served().rest("GET", "/ship").body()).isEqualTo(SHOWN);
        }
    }
}
