package dev.capstan.endtoend.surfaces;

import static dev.capstan.endtoend.surfaces.Client.header;
import static dev.capstan.endtoend.surfaces.Client.text;
import static dev.capstan.endtoend.surfaces.SkillDocument.both;
import static dev.capstan.endtoend.surfaces.SkillDocument.document;
import static dev.capstan.endtoend.surfaces.SkillFilesTest.unzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Skills: what they are for, their pages, and where what they offer is called (K1, K2). */
class SkillsTest {
    private final RecordingUpstream upstream = RecordingUpstream.start();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        upstream.close();
    }

    private String location() {
        return "  location: " + folder.toUri() + "\n";
    }

    private ServedDocument serve(String yaml) {
        return ServedDocument.serve(yaml, upstream);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return ServedDocument.json(text(response));
    }

    @Test
    void listsSkillsWithTheNamesOfTheirTools() {
        try (ServedDocument served = serve(document(both("") + "- {name: plain, description: Nothing to call.}\n"))) {
            HttpResponse<byte[]> response = new Client(served, "skill").get("/skills");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Content-Type")).isEqualTo("application/json");
            assertThat(text(response))
                    .isEqualTo("{\"count\":2,\"skills\":[{\"name\":\"fleet-ops\",\"description\":\"Finds ships.\","
                            + "\"license\":\"Apache-2.0\",\"tools\":[\"list\",\"one\"]},"
                            + "{\"name\":\"plain\",\"description\":\"Nothing to call.\",\"tools\":[]}]}");
            assertThat(served.rules()).isEmpty();
        }
    }

    @Test
    void describesASkillAndWhereItsToolsAreCalled() throws Exception {
        write("how.md", "Slowly.");
        String skills = both(location() + "  metadata: {team: Fleet}\n  user-invocable: false\n")
                + "  - {name: how, description: How it is done., instruction: how.md}\n";
        try (ServedDocument served = serve(document(skills))) {
            String expected = "{\"name\":\"fleet-ops\",\"description\":\"Finds ships.\",\"license\":\"Apache-2.0\","
                    + "\"metadata\":{\"team\":\"Fleet\"},\"user-invocable\":false,\"tools\":["
                    + "{\"name\":\"list\",\"description\":\"All ships.\",\"type\":\"derived\",\"invocationRef\":"
                    + "{\"targetNamespace\":\"agent\",\"action\":\"list-ships\",\"mode\":\"mcp\",\"url\":\""
                    + served.url("mcp") + "\"}},"
                    + "{\"name\":\"one\",\"description\":\"One ship.\",\"type\":\"derived\",\"invocationRef\":"
                    + "{\"targetNamespace\":\"web\",\"action\":\"get-ship\",\"mode\":\"rest\",\"url\":\""
                    + served.url("rest") + "\",\"method\":\"GET\",\"path\":\"/ships/{id}\"}},"
                    + "{\"name\":\"how\",\"description\":\"How it is done.\",\"type\":\"instruction\","
                    + "\"instruction\":\"how.md\"}]}";

            HttpResponse<byte[]> response = new Client(served, "skill").get("/skills/fleet-ops");

            assertThat(text(response)).isEqualTo(expected);
        }
    }

    @Test
    void aSkillWithoutAPageGetsOne() {
        String skills = both("  allowed-tools: 'list: one'\n");
        try (ServedDocument served = serve(document(skills))) {
            Client client = new Client(served, "skill");
            String page = text(client.get("/skills/fleet-ops/contents/SKILL.md"));

            assertThat(page).isEqualTo("""
                            ---
                            name: "fleet-ops"
                            description: "Finds ships."
                            license: "Apache-2.0"
                            allowed-tools: "list: one"
                            ---

                            # fleet-ops

                            Finds ships.

                            ## Tools

                            ### list

                            All ships.

                            Call the tool `list-ships` of the MCP server at %s (Streamable HTTP).

                            Arguments:

                            - `page` (arguments, integer, optional): Which page.

                            ### one

                            One ship.

                            Send `GET %s/ships/{id}`.

                            Arguments:

                            - `id` (path, string, required)
                            """.formatted(served.url("mcp"), served.url("rest")));
            assertThat(text(client.get("/skills/fleet-ops/contents")))
                    .contains("{\"path\":\"SKILL.md\",\"size\":" + page.getBytes(StandardCharsets.UTF_8).length + ",");
            assertThat(unzip(client.get("/skills/fleet-ops/download").body()).get("SKILL.md"))
                    .asString()
                    .isEqualTo(page);
        }
    }

    @Test
    void aFolderWithoutAPageGetsOneToo() throws Exception {
        write("a.txt", "a");
        try (ServedDocument served = serve(document(both(location())))) {
            Client client = new Client(served, "skill");

            assertThat(text(client.get("/skills/fleet-ops/contents/SKILL.md"))).startsWith("---\nname: \"fleet-ops\"");
            assertThat(unzip(client.get("/skills/fleet-ops/download").body())).containsOnlyKeys("SKILL.md", "a.txt");
        }
    }

    @Test
    void leavesOutToolsWhoseTargetIsDead() {
        String yaml = document("- name: s\n  description: d\n  tools:\n"
                        + "  - {name: linked, description: d, from: {sourceNamespace: agent, action: nowhere}}\n"
                        + "  - {name: compiled, description: d, from: {sourceNamespace: agent, action: unreadable}}\n"
                        + "  - {name: list, description: d, from: {sourceNamespace: agent, action: list-ships}}\n")
                .replace(
                        "    - {name: list-ships",
                        "    - {name: nowhere, description: d, call: api.nowhere}\n"
                                + "    - {name: unreadable, description: d, call: api.avro,"
                                + " outputParameters: [{type: object, mapping: $., properties: {a: {type: string, mapping: $.a}}}]}\n"
                                + "    - {name: list-ships")
                .replace(
                        "    - name: ship\n",
                        "    - name: avro\n      path: /avro\n      operations:\n"
                                + "      - {name: avro, method: GET, outputRawFormat: avro, outputSchema: nowhere.avsc}\n"
                                + "    - name: ship\n");
        try (ServedDocument served = serve(yaml)) {
            Client client = new Client(served, "skill");

            assertThat(text(client.get("/skills"))).contains("\"tools\":[\"list\"]");
            assertThat(json(client.get("/skills/s")).path("tools")).hasSize(1);
            assertThat(text(client.get("/skills/s/contents/SKILL.md"))).doesNotContain("nowhere", "unreadable");
            assertThat(served.rules()).filteredOn("skill-tool-dead"::equals).hasSize(2);
        }
    }

    @Test
    void anAdapterOnAllAddressesIsNamedAsTheCallerNamesThisOne() throws Exception {
        String yaml = document(both("")).replace("namespace: agent\n", "namespace: agent\n    address: 0.0.0.0\n");
        try (ServedDocument served = serve(yaml)) {
            String asked = served.url("skill").replace("127.0.0.1", "localhost") + "/skills/fleet-ops";
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(asked)).build(), HttpResponse.BodyHandlers.ofString());

            JsonNode tools = ServedDocument.json(response.body()).path("tools");
            assertThat(tools.path(0).path("invocationRef").path("url").asString())
                    .isEqualTo(served.url("mcp").replace("127.0.0.1", "localhost"));
            assertThat(tools.path(1).path("invocationRef").path("url").asString())
                    .isEqualTo(served.url("rest"));
        }
    }

    @Test
    void anUnknownTargetIsAnErrorThatNamesTheNearest() {
        String yaml = document("- name: s\n  description: d\n  tools:\n"
                + "  - {name: t, description: d, from: {sourceNamespace: agent, action: list-ship}}\n");
        try (ServedDocument served = serve(yaml)) {
            Diagnostic found = served.status().diagnostics().get(0);

            assertThat(found.rule()).isEqualTo("skill-tool-unknown");
            assertThat(found.isError()).isTrue();
            assertThat(found.message()).contains("agent.list-ship", "Did you mean agent.list-ships?");
            assertThat(text(new Client(served, "skill").get("/skills"))).contains("\"tools\":[]");
        }
        assertThatThrownBy(() -> ServedDocument.serve(yaml, upstream, builder -> builder.allOrNothing(true)))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("dead-units");
    }

    @Test
    void aMissingInstructionMakesTheSkillDead() {
        String skills = "- name: s\n  description: d\n" + location()
                + "  tools: [{name: t, description: d, instruction: nowhere.md}]\n" + both("");
        try (ServedDocument served = serve(document(skills))) {
            assertThat(served.rules()).containsExactly("skill-instruction-missing");
            assertThat(served.status().dead()).singleElement().satisfies(dead -> {
                assertThat(dead.name()).isEqualTo("s");
                assertThat(dead.adapter()).isEqualTo("fleet");
            });
            HttpResponse<byte[]> response = new Client(served, "skill").get("/skills/s");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(text(response)).contains("\"code\":\"unknown-skill\"");
        }
    }

    @Test
    void asksForCredentialsAtEveryPath() throws Exception {
        write("a.txt", "a");
        try (ServedDocument served =
                serve(document(both(location()), "  authentication: {type: bearer, token: s3cret}\n"))) {
            Client client = new Client(served, "skill");
            for (String path : List.of(
                    "/skills",
                    "/skills/fleet-ops",
                    "/skills/fleet-ops/download",
                    "/skills/fleet-ops/contents",
                    "/skills/fleet-ops/contents/a.txt",
                    "/nowhere")) {
                HttpResponse<byte[]> refused = client.get(path);
                assertThat(refused.statusCode()).as(path).isEqualTo(401);
                assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer realm=\"fleet\"");
            }
            assertThat(client.status("/skills/fleet-ops/contents/a.txt", "Authorization", "Bearer s3cret"))
                    .isEqualTo(200);
            assertThat(client.status("/nowhere", "Authorization", "Bearer s3cret"))
                    .isEqualTo(404);
        }
    }

    @Test
    void aDocumentWithNothingButSkillsServes() {
        String yaml = """
                naftiko: 1.0.0-alpha2
                capability:
                  exposes:
                  - type: skill
                    namespace: reading
                    port: 3002
                    skills: [{name: books, description: How to read.}]
                """;
        try (ServedDocument served = serve(yaml)) {
            assertThat(served.status().serving()).isTrue();
            assertThat(served.status().endpoints())
                    .singleElement()
                    .satisfies(endpoint ->
                            assertThat(endpoint.address().isLoopbackAddress()).isTrue());
            assertThat(text(new Client(served, "skill").get("/skills/books/contents/SKILL.md")))
                    .contains("# books");
        }
    }

    @Test
    void twoDocumentsDoNotShareTheirSkillsPaths() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String yaml = "naftiko: 1.0.0-alpha2\ncapability:\n  exposes:\n  - {type: skill, namespace: n, port: " + port
                + ", skills: [{name: s, description: d}]}\n";
        assertThatThrownBy(() -> Engine.builder()
                        .document("one.yaml", yaml)
                        .document("two.yaml", yaml)
                        .build())
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("one.yaml:4:")
                .hasMessageContaining("two.yaml:4:")
                .hasMessageContaining("/skills is taken");
    }
}
