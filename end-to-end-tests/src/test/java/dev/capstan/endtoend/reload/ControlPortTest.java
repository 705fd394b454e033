package dev.capstan.endtoend.reload;

import static dev.capstan.endtoend.reload.EditedDocument.showing;
import static dev.capstan.endtoend.reload.EditedDocument.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code POST /config/reload} of the control port (C1). */
class ControlPortTest {
    private static final String SWITCH = "management: {reload: true, info: true}\n";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final RecordingUpstream upstream =
            RecordingUpstream.start().answer(UpstreamAnswer.json(200, "{\"name\":\"Vasa\",\"port\":\"Stockholm\"}"));

    @AfterEach
    void close() {
        upstream.close();
    }

    private static String document(String path, String member, String control) {
        return showing(path, member) + ("- type: control\n  port: 9199\n" + control.indent(2)).indent(2);
    }

    private HttpResponse<String> send(EditedDocument edited, String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(edited.served().url("control") + path))
                .method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void reloadsTheDocumentAndSaysSo() throws Exception {
        try (EditedDocument edited = new EditedDocument(folder, upstream, document("/ship", "name", SWITCH))) {
            assertThat(edited.served().rules()).isEmpty();
            HttpResponse<String> unchanged = send(edited, "POST", "/config/reload");
            assertThat(unchanged.statusCode()).isEqualTo(200);
            assertThat(ServedDocument.json(unchanged.body()))
                    .isEqualTo(ServedDocument.json(
                            "{\"file\":\"" + edited.file() + "\",\"outcome\":\"unchanged\",\"diagnostics\":[]}"));

            write(edited.file(), document("/ship", "port", SWITCH));
            HttpResponse<String> swapped = send(edited, "POST", "/config/reload");

            assertThat(swapped.statusCode()).isEqualTo(200);
            assertThat(ServedDocument.json(swapped.body()).path("outcome").asString())
                    .isEqualTo("swapped");
            assertThat(edited.served().rest("GET", "/ship").body()).isEqualTo("{\"shown\":\"Stockholm\"}");
            assertThat(send(edited, "GET", "/config/reload").statusCode()).isEqualTo(405);
            assertThat(send(edited, "GET", "/status").body()).contains("\"loaded\":\"");
        }
    }

    @Test
    void saysWhatIsWrongWhereAndChangesNothing() throws Exception {
        try (EditedDocument edited = new EditedDocument(folder, upstream, document("/ship", "name", SWITCH))) {
            write(edited.file(), document("/ship", "port", SWITCH).replace("call: api.op", "call: api.opp"));

            HttpResponse<String> refused = send(edited, "POST", "/config/reload");

            assertThat(refused.statusCode()).isEqualTo(422);
            JsonNode summary = ServedDocument.json(refused.body());
            assertThat(summary.path("outcome").asString()).isEqualTo("refused");
            JsonNode found = summary.path("diagnostics").path(0);
            assertThat(found.path("rule").asString()).isEqualTo("call-unknown");
            assertThat(found.path("severity").asString()).isEqualTo("error");
            assertThat(found.path("line").asInt()).isGreaterThan(20);
            assertThat(found.path("file").asString()).isEqualTo(edited.file().toString());
            assertThat(edited.served().rest("GET", "/ship").body()).isEqualTo("{\"shown\":\"Vasa\"}");
        }
    }

    @Test
    void isOffUnlessTheDocumentSwitchesItOn() throws Exception {
        try (EditedDocument edited =
                new EditedDocument(folder, upstream, document("/ship", "name", "management: {info: true}\n"))) {
            assertThat(send(edited, "POST", "/config/reload").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void asksForTheCredentialsOfTheControlPort() throws Exception {
        String yaml = document(
                "/ship", "name", SWITCH + "authentication: {type: basic, username: ada, password: correct-horse}\n");
        try (EditedDocument edited = new EditedDocument(folder, upstream, yaml)) {
            write(edited.file(), yaml.replace("$.name", "$.port"));

            assertThat(send(edited, "POST", "/config/reload").statusCode()).isEqualTo(401);
            assertThat(edited.served().rest("GET", "/ship").body()).isEqualTo("{\"shown\":\"Vasa\"}");
            String credentials = Base64.getEncoder().encodeToString("ada:correct-horse".getBytes());
            assertThat(send(edited, "POST", "/config/reload", "Authorization", "Basic " + credentials)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(edited.served().rest("GET", "/ship").body()).isEqualTo("{\"shown\":\"Stockholm\"}");
            assertThat(send(edited, "GET", "/status").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void countsOnAfterAReload() throws Exception {
        try (EditedDocument edited = new EditedDocument(folder, upstream, document("/ship", "name", SWITCH))) {
            edited.served().rest("GET", "/ship");
            edited.save(document("/ship", "port", SWITCH));
            edited.served().rest("GET", "/ship");

            assertThat(send(edited, "GET", "/metrics").body())
                    .containsPattern("capstan_calls_total\\{[^}]*unit=\"show\"[^}]*} 2");
        }
    }
}
