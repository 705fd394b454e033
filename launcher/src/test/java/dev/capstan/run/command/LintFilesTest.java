package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Which files are documents, and what is told of those that cannot be read. */
class LintFilesTest extends LintFixture {
    @Test
    void aFolderIsWalkedAndDocumentsAreToldByContent() throws IOException {
        file("a/one.yaml", WARNING);
        file("a/b/two.yml", WARNING);
        file("a/b/three.json", "{\"naftiko\": \"1.0.0-alpha2\"}");
        file("a/other.yaml", "openapi: 3.1.0\n");
        file("a/notes.txt", CLEAN);
        file("a/.hidden/four.yaml", ERROR);
        file("a/node_modules/five.yaml", ERROR);
        lint(directory.resolve("a").toString(), "--format", "json");
        assertThat(json().path("summary").path("files").asInt()).isEqualTo(3);
        assertThat(line.out()).contains("one.yaml", "two.yml", "three.json").doesNotContain("four", "five");
    }

    @Test
    void manyDocumentsAreReportedInTheirOrder() throws IOException {
        for (int i = 100; i < 200; i++) {
            file("a/" + i + ".yaml", WARNING);
        }
        lint(directory.toString(), "--format", "json");
        List<String> files = new ArrayList<>();
        json().path("diagnostics").forEach(found -> files.add(found.path("file").asString()));
        assertThat(files).hasSize(100).isSorted();
    }

    @Test
    void aNamedFileIsADocumentWhateverItHolds() throws IOException {
        assertThat(lint(file("other.yaml", "openapi: 3.1.0\n"))).isEqualTo(1);
        assertThat(line.out()).contains("naftiko");
    }

    @Test
    void patternsAreResolved() throws IOException {
        file("a/one.yaml", WARNING);
        file("a/b/two.yaml", WARNING);
        file("a/b/two.yml", ERROR);
        assertThat(lint(directory + "/**/*.yaml", "--format", "json")).isZero();
        assertThat(jsonRules()).hasSize(2);
        assertThat(new CommandLine().run("lint", directory + "/a/*.yaml", "--fail-on", "warn"))
                .isEqualTo(1);
        assertThat(new CommandLine().run("lint", directory + "/*.yaml")).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsExitCode2AndTheOthersAreLinted() throws IOException {
        String there = file("doc.yaml", WARNING);
        assertThat(lint(directory.resolve("none.yaml").toString(), there)).isEqualTo(2);
        assertThat(line.out()).contains("none.yaml:1:1: error: the file does not exist [file-unreadable]", there);
    }

    @Test
    void aSchemaOfDocumentsIsNoDocument() throws IOException {
        file("doc.yaml", CLEAN);
        file("schema.json", "{\"$schema\": \"x\", \"properties\": {\"naftiko\": {\"type\": \"string\"}}}");
        assertThat(lint(directory.toString())).as(line.out()).isZero();
        assertThat(line.out()).isEqualTo("1 document: no problems\n");
    }

    @Test
    void aDocumentWithHalfACharacterIsReported() throws IOException {
        String file = file("doc.yaml", CLEAN + "\"half \\ud800\": 1\n");
        Path sarif = directory.resolve("lint.sarif");
        Path checkstyle = directory.resolve("checkstyle.xml");
        assertThat(lint(file, "--format", "text", "--format", "sarif=" + sarif, "--format", "checkstyle=" + checkstyle))
                .as(line.err())
                .isZero();
        assertThat(line.out()).contains("schema-unknown-key");
        assertThat(JsonMapper.shared().readTree(Files.readAllBytes(sarif)).findValuesAsString("ruleId"))
                .containsExactly("schema-unknown-key");
        assertThat(checkstyle).content().endsWith("</checkstyle>\n");
    }

    @Test
    void aLinkToAFolderIsFollowedWhenItIsNamedOnly() throws IOException {
        file("real/one.yaml", WARNING);
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real"));
        Files.createSymbolicLink(directory.resolve("real/again"), directory);
        assertThat(lint(link.toString(), "--fail-on", "warn")).isEqualTo(1);
        assertThat(line.out()).startsWith(link.resolve("one.yaml") + ":10:14: ").contains("1 document:");
        CommandLine pattern = new CommandLine();
        assertThat(pattern.run("lint", link + "/**/*.yaml", "--fail-on", "warn"))
                .isEqualTo(1);
        assertThat(pattern.out()).contains("1 document:");
    }

    @Test
    void whatIsNoFileIsPassedOverInFolders() throws IOException, InterruptedException {
        file("a/one.yaml", CLEAN);
        Files.createDirectories(directory.resolve("a/folder.yaml"));
        Files.createSymbolicLink(directory.resolve("a/dangling.yaml"), directory.resolve("none.yaml"));
        Files.createSymbolicLink(directory.resolve("a/linked.yaml"), directory.resolve("a/folder.yaml"));
        String pipe = directory.resolve("a/pipe.yaml").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
        assertThat(lint(directory.toString())).as(line.out()).isZero();
        assertThat(line.out()).isEqualTo("1 document: no problems\n");
    }

    @Test
    void whatMayNotBeReadIsToldAndExitCode2() throws IOException {
        file("a/one.yaml", CLEAN);
        file("a/b/two.yaml", CLEAN);
        Path folder = directory.resolve("a/b");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(folder), "this user may read everything");
            assertThat(lint(directory.toString())).isEqualTo(2);
            assertThat(line.out())
                    .contains(folder + ":1:1: error: the folder cannot be read: check its permissions")
                    .contains("2 documents");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void brokenBytesAreAFinding() throws IOException {
        Path file = directory.resolve("doc.yaml");
        Files.write(file, new byte[] {'n', 'a', 'f', 't', 'i', 'k', 'o', ':', ' ', (byte) 0xFF});
        assertThat(lint(file.toString(), "--fix")).isEqualTo(1);
        assertThat(line.out()).contains("not UTF-8");
    }
}
