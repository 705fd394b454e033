package dev.capstan.endtoend.surfaces;

import static dev.capstan.endtoend.surfaces.Client.header;
import static dev.capstan.endtoend.surfaces.Client.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.endtoend.Documents;
import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Skills: what they are for, their files, and where what they offer is called (K1, K2). */
class SkillsTest {
    private static final String SHIPS = "- name: ships\n  path: /ships\n  operations:\n"
            + "  - {name: list, method: GET, inputParameters: [{name: page, in: query, type: integer, description: Which page.}]}\n"
            + "- name: ship\n  path: /ships/{id}\n  operations:\n  - {name: get, method: GET}\n";
    private static final String ROUTES = "- path: /ships/{id}\n"
            + "  operations: [{method: GET, name: get-ship, description: Gets a ship., call: api.get}]\n";
    private static final String TOOLS = "- {name: list-ships, description: Lists ships., call: api.list}\n";

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        upstream.close();
    }

    private static String document(String skills) {
        return document(skills, "");
    }

    private static String document(String skills, String authentication) {
        return Documents.of(SHIPS, ROUTES, TOOLS)
                + ("- type: skill\n  namespace: fleet\n  port: 3002\n" + authentication + "  skills:\n"
                                + skills.indent(2))
                        .indent(2);
    }

    private static String both(String more) {
        return "- name: fleet-ops\n  description: Finds ships.\n  license: Apache-2.0\n" + more
                + "  tools:\n"
                + "  - {name: list, description: All ships., from: {sourceNamespace: agent, action: list-ships}}\n"
                + "  - {name: one, description: One ship., from: {sourceNamespace: web, action: get-ship}}\n";
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
    void listsAndSendsTheFilesOfASkill() throws Exception {
        write("SKILL.md", "# Mine\n");
        write("data/ports.csv", "a,b\n");
        write("logo.bin", "x");
        write(".env", "SECRET=1");
        write(".git/config", "hidden");
        try (ServedDocument served = serve(document(both(location())))) {
            Client client = new Client(served, "skill");

            assertThat(text(client.get("/skills/fleet-ops/contents")))
                    .isEqualTo("{\"name\":\"fleet-ops\",\"files\":["
                            + "{\"path\":\"SKILL.md\",\"size\":7,\"type\":\"text/markdown\"},"
                            + "{\"path\":\"data/ports.csv\",\"size\":4,\"type\":\"text/csv\"},"
                            + "{\"path\":\"logo.bin\",\"size\":1,\"type\":\"application/octet-stream\"}]}");
            HttpResponse<byte[]> file = client.get("/skills/fleet-ops/contents/data/ports.csv");
            assertThat(text(file)).isEqualTo("a,b\n");
            assertThat(header(file, "Content-Type")).isEqualTo("text/csv; charset=utf-8");
            assertThat(header(file, "Content-Length")).isEqualTo("4");
            assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(file, "Content-Security-Policy")).contains("sandbox");
            assertThat(text(client.get("/skills/fleet-ops/contents/SKILL.md"))).isEqualTo("# Mine\n");
            assertThat(client.status("/skills/fleet-ops/contents/")).isEqualTo(200);
        }
    }

    @Test
    void answersHeadAndNoMethodThatWrites() throws Exception {
        write("SKILL.md", "# Mine\n");
        try (ServedDocument served = serve(document(both(location())))) {
            Client client = new Client(served, "skill");

            HttpResponse<byte[]> head = client.send("HEAD", "/skills/fleet-ops/contents/SKILL.md", new byte[0]);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(header(head, "Content-Length")).isEqualTo("7");
            assertThat(head.body()).isEmpty();
            assertThat(client.send("HEAD", "/skills/fleet-ops/download", new byte[0])
                            .statusCode())
                    .isEqualTo(200);
            for (String path : List.of(
                    "/skills",
                    "/skills/fleet-ops",
                    "/skills/fleet-ops/download",
                    "/skills/fleet-ops/contents",
                    "/skills/fleet-ops/contents/SKILL.md")) {
                assertThat(client.send("HEAD", path, new byte[0]).statusCode())
                        .as(path)
                        .isEqualTo(200);
                HttpResponse<byte[]> refused = client.send("PUT", path, new byte[] {1});
                assertThat(refused.statusCode()).as(path).isEqualTo(405);
                assertThat(header(refused, "Allow")).as(path).isEqualTo("GET, HEAD, OPTIONS");
                assertThat(header(refused, "Content-Type")).isEqualTo("application/problem+json");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "..%2Fsecret.txt",
                "%2e%2e/secret.txt",
                "data/../../secret.txt",
                "data%2Fports.csv",
                "./SKILL.md",
                "link.txt",
                ".env",
                "data",
                "folder-link/secret.txt",
                "%00",
                "nothing.md",
                "data//ports.csv"
            })
    void handsOutNothingButTheFilesOfTheFolder(String path) throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        Path skill = Files.createDirectories(folder.resolve("skill/data")).getParent();
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(skill.resolve("SKILL.md"), "# Mine\n");
        Files.writeString(skill.resolve("data/ports.csv"), "a\n");
        Files.writeString(skill.resolve(".env"), "secret");
        Files.createSymbolicLink(skill.resolve("link.txt"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(skill.resolve("folder-link"), outside);
        folder = skill;
        try (ServedDocument served = serve(document(both(location())))) {
            HttpResponse<byte[]> response = new Client(served, "skill").get("/skills/fleet-ops/contents/" + path);

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(text(response)).contains("\"code\":\"unknown-file\"").doesNotContain(folder.toString());
            assertThat(served.rules()).containsOnly("skill-file-left-out").hasSize(2);
        }
    }

    @Test
    void aFileThatHasGoneOrBecomeALinkIsNotSent() throws Exception {
        Path skill = Files.createDirectories(folder.resolve("skill"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(skill.resolve("a.md"), "a");
        Files.writeString(skill.resolve("b.md"), "b");
        Files.writeString(skill.resolve("c.md"), "c");
        folder = skill;
        try (ServedDocument served = serve(document(both(location())))) {
            Files.delete(skill.resolve("a.md"));
            Files.delete(skill.resolve("b.md"));
            Files.createSymbolicLink(skill.resolve("b.md"), skill.resolveSibling("secret.txt"));
            Client client = new Client(served, "skill");

            assertThat(client.status("/skills/fleet-ops/contents/a.md")).isEqualTo(404);
            assertThat(client.status("/skills/fleet-ops/contents/b.md")).isEqualTo(404);
            assertThat(unzip(client.get("/skills/fleet-ops/download").body())).containsOnlyKeys("SKILL.md", "c.md");
        }
    }

    @Test
    void aLongFileIsSentWhole() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);
        Files.write(folder.resolve("long.bin"), bytes);
        try (ServedDocument served = serve(document(both(location())))) {
            Client client = new Client(served, "skill");

            assertThat(client.get("/skills/fleet-ops/contents/long.bin").body()).isEqualTo(bytes);
            assertThat(unzip(client.get("/skills/fleet-ops/download").body()).get("long.bin"))
                    .isEqualTo(bytes);
        }
    }

    @Test
    void aFileBeyondTheLimitIsLeftOut() throws Exception {
        Files.write(folder.resolve("huge.bin"), new byte[16 * 1024 * 1024 + 1]);
        try (ServedDocument served = serve(document(both(location())))) {
            assertThat(new Client(served, "skill").status("/skills/fleet-ops/contents/huge.bin"))
                    .isEqualTo(404);
            assertThat(served.rules()).containsExactly("skill-file-left-out");
        }
    }

    @Test
    void downloadsAllFilesInOneArchive() throws Exception {
        write("SKILL.md", "# Mine\n");
        write("data/ports.csv", "a,b\n");
        write("empty.txt", "");
        try (ServedDocument served = serve(document(both(location())))) {
            Client client = new Client(served, "skill");
            HttpResponse<byte[]> response = client.get("/skills/fleet-ops/download");

            assertThat(header(response, "Content-Type")).isEqualTo("application/zip");
            assertThat(header(response, "Content-Disposition")).isEqualTo("attachment; filename=\"fleet-ops.zip\"");
            Map<String, byte[]> files = unzip(response.body());
            assertThat(files).containsOnlyKeys("SKILL.md", "data/ports.csv", "empty.txt");
            assertThat(files.get("SKILL.md")).asString().isEqualTo("# Mine\n");
            assertThat(files.get("data/ports.csv")).asString().isEqualTo("a,b\n");
            assertThat(files.get("empty.txt")).isEmpty();
            assertThat(client.get("/skills/fleet-ops/download").body()).isEqualTo(response.body());
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

    private static Map<String, byte[]> unzip(byte[] archive) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
            return files;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
