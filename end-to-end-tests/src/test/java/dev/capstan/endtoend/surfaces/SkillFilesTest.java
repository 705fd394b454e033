package dev.capstan.endtoend.surfaces;

import static dev.capstan.endtoend.surfaces.Client.header;
import static dev.capstan.endtoend.surfaces.Client.text;
import static dev.capstan.endtoend.surfaces.SkillDocument.both;
import static dev.capstan.endtoend.surfaces.SkillDocument.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
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

/** The files of skills: listed, sent, confined and downloaded (K2). */
class SkillFilesTest {
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

    static Map<String, byte[]> unzip(byte[] archive) {
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
