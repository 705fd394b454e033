package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.capstan.run.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LintCommandTest {
    private static final String CLEAN = """
            naftiko: 1.0.0-alpha2
            info:
              label: Books
              description: Books of a shelf
              tags: [books]
            consumes:
              - type: http
                namespace: shelf
                description: A shelf of books
                baseUri: https://shelf.example.org/v1
                resources:
                  - name: books
                    path: /books
                    operations:
                      - name: list-books
                        method: GET
            """;
    private static final String WARNING = CLEAN.replace("org/v1", "org/v1/ # the shelf");
    private static final String INFO = CLEAN.replace("  tags: [books]\n", "");
    private static final String ERROR = CLEAN.replace("type: http", "type: [http]");

    private final CommandLine line = new CommandLine();

    @TempDir
    Path directory;

    private String file(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    private int lint(String... args) {
        List<String> all = new ArrayList<>(List.of("lint"));
        all.addAll(List.of(args));
        return line.run(all.toArray(String[]::new));
    }

    private List<String> jsonRules() {
        List<String> rules = new ArrayList<>();
        for (JsonNode found : json().path("diagnostics")) {
            rules.add(found.path("rule").asString());
        }
        return rules;
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(line.out());
    }

    @ParameterizedTest
    @CsvSource({
        "clean,error,0",
        "clean,info,0",
        "info,error,0",
        "info,warn,0",
        "info,info,1",
        "warning,error,0",
        "warning,warn,1",
        "error,error,1",
        "error,never,0"
    })
    void theExitCodeSaysWhetherSomethingFails(String document, String failOn, int code) throws IOException {
        String text = switch (document) {
            case "clean" -> CLEAN;
            case "info" -> INFO;
            case "warning" -> WARNING;
            default -> ERROR;
        };
        assertThat(lint(file("doc.yaml", text), "--fail-on", failOn))
                .as(line.out())
                .isEqualTo(code);
    }

    @Test
    void showsTheLineAndCountsAtTheEnd() throws IOException {
        String file = file("doc.yaml", WARNING);
        assertThat(lint(file)).isZero();
        assertThat(line.out())
                .contains(file + ":10:14: warn: ")
                .contains("  10 |     baseUri: https://shelf.example.org/v1/ # the shelf\n")
                .contains("     |              ^^^^")
                .endsWith("1 document: 1 warning (1 fixable)\n")
                .doesNotContain("\u001B");
        assertThat(line.err()).isEmpty();
    }

    @Test
    void coloursCanBeAskedFor() throws IOException {
        lint(file("doc.yaml", WARNING), "--color", "always");
        assertThat(line.out()).contains("\u001B[33mwarn:");
    }

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format html", "--format json --format sarif", "--format json=", "--fail-on loud", "--max-problems x",
                "--fix --fix-dry-run", "--write-baseline", "--baseline none.json", "--config none.yaml", "--color pink",
                "- --fix", "--no-such-option", "--config a\0b", "--format json=a\0b"
            })
    void misuseIsExitCode2(String args) throws IOException {
        String file = file("doc.yaml", CLEAN);
        assertThat(lint((file + " " + args).split(" "))).isEqualTo(2);
        assertThat(line.err()).isNotBlank();
        assertThat(line.out()).isEmpty();
    }

    @Test
    void standardInputIsLintedByTheNameItIsGiven() throws IOException {
        file(".naftiko-lint.yaml", "rules: {naftiko-consumes-baseuri-no-trailing-slash: error}");
        String name = directory.resolve("unsaved.yaml").toString();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(standardInput(WARNING, out, "-", "--stdin-filename", name)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(name + ":10:14: error:");
        out.reset();
        assertThat(standardInput(WARNING, out, "-")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("<stdin>:10:14: warn:");
    }

    private static int standardInput(String document, ByteArrayOutputStream out, String... args) {
        LintCommand command = new LintCommand(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
        CommandSpec spec = CommandSpec.create();
        command.describe(spec);
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return command.run(new picocli.CommandLine(spec).parseArgs(args), new Console(stream, stream));
    }

    @Test
    void severalReportsAreWrittenAtOnce() throws IOException {
        Path sarif = directory.resolve("reports/lint.sarif");
        Path junit = directory.resolve("junit.xml");
        lint(file("doc.yaml", ERROR), "--format", "text", "--format", "sarif=" + sarif, "--format=junit=" + junit);
        assertThat(line.out()).contains("doc.yaml:7:");
        assertThat(JsonMapper.shared()
                        .readTree(Files.readAllBytes(sarif))
                        .path("version")
                        .asString())
                .isEqualTo("2.1.0");
        assertThat(junit).content().contains("<testsuites>").contains("failures=\"1\"");
    }

    @Test
    void reportsToFilesLeaveASummaryOnTheTerminal() throws IOException {
        String sarif = "sarif=" + directory.resolve("lint.sarif");
        lint(file("doc.yaml", WARNING.replace("description: Books", "descripton: Books")), "--format", sarif);
        assertThat(line.out()).isEqualTo("""
                  1  naftiko-consumes-baseuri-no-trailing-slash (1 fixable)
                  1  schema-unknown-key (1 fixable)
                1 document: 2 warnings (2 fixable)
                """);
        CommandLine quiet = new CommandLine();
        quiet.run("lint", directory.resolve("doc.yaml").toString(), "--format", sarif, "--quiet");
        assertThat(quiet.out()).isEmpty();
    }

    @Test
    void theSummaryCountsByRuleAndWhatCanBeFixed() throws IOException {
        file("a.yaml", INFO);
        file("b.yaml", INFO);
        file("c.yaml", WARNING);
        lint(directory.toString());
        assertThat(line.out()).endsWith("""
                  2  naftiko-info-tags
                  1  naftiko-consumes-baseuri-no-trailing-slash (1 fixable)
                3 documents: 1 warning, 2 infos (1 fixable)
                """);
    }

    @Test
    void aSchemaOfDocumentsIsNoDocument() throws IOException {
        file("doc.yaml", CLEAN);
        file("schema.json", "{\"$schema\": \"x\", \"properties\": {\"naftiko\": {\"type\": \"string\"}}}");
        assertThat(lint(directory.toString())).as(line.out()).isZero();
        assertThat(line.out()).isEqualTo("1 document: no problems\n");
    }

    @Test
    void aFixIsNotMadeWhenItShowsSomethingNew() throws IOException {
        String tool = "  exposes:\n    - type: mcp\n      namespace: t\n      description: T.\n      tools:\n"
                + "        - name: list\n          description: Lists.\n          calls: [shelf.list-books]\n";
        String document = CLEAN.replace("info:", "capability:\n" + tool + "info:");
        String file = file("doc.yaml", document);
        lint(file, "--fix");
        assertThat(Path.of(file)).content().isEqualTo(document);
        assertThat(line.out()).contains("schema-unknown-key").doesNotContain("fixable");
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
    void twoReportsNeedTwoFiles() throws IOException {
        String report = directory.resolve("report").toString();
        assertThat(lint(file("doc.yaml", CLEAN), "--format", "json=" + report, "--format", "sarif=" + report))
                .isEqualTo(2);
        assertThat(line.err()).contains("two reports cannot go to the same file");
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
    void onlySoManyProblemsAreReportedAndAllAreCounted() throws IOException {
        file("1.yaml", WARNING);
        file("2.yaml", WARNING);
        lint(directory.toString(), "--format", "json", "--max-problems", "1");
        assertThat(jsonRules()).hasSize(1);
        assertThat(json().path("summary").path("problems").asInt()).isEqualTo(2);
        assertThat(json().path("summary").path("omitted").asInt()).isEqualTo(1);
    }

    @Test
    void quietReportsOnlyWhatFails() throws IOException {
        assertThat(lint(file("doc.yaml", WARNING), "--quiet")).isZero();
        assertThat(line.out()).isEmpty();
        CommandLine failing = new CommandLine();
        assertThat(failing.run("lint", file("doc.yaml", WARNING), "--quiet", "--fail-on", "warn"))
                .isEqualTo(1);
        assertThat(failing.out()).contains("warn:").doesNotContain("1 document");
    }

    @Test
    void theNearestConfigurationHolds() throws IOException {
        file(".naftiko-lint.yaml", "ignores: [left]\nrules: {naftiko-consumes-baseuri-no-trailing-slash: off}");
        file("doc.yaml", WARNING);
        file("left/doc.yaml", ERROR);
        assertThat(lint(directory.toString(), "--fail-on", "info"))
                .as(line.out())
                .isZero();
        String other = file("other.yaml", "rules: {naftiko-consumes-baseuri-no-trailing-slash: error}");
        assertThat(new CommandLine().run("lint", directory.resolve("doc.yaml").toString(), "--config", other))
                .isEqualTo(1);
    }

    @Test
    void aWrongConfigurationIsToldWithItsPlaceAndExitCode2() throws IOException {
        file(".naftiko-lint.yaml", "rules:\n  naftiko-info-tag: off\n");
        assertThat(lint(file("doc.yaml", CLEAN))).isEqualTo(2);
        assertThat(line.out())
                .contains(".naftiko-lint.yaml:2:3: error: there is no rule naftiko-info-tag; write naftiko-info-tags");
    }

    @Test
    void aBaselineAcceptsWhatIsThereToday() throws IOException {
        String document = file("doc.yaml", ERROR);
        String baseline = directory.resolve("baseline.json").toString();
        assertThat(lint(document, "--baseline", baseline, "--write-baseline")).isZero();
        CommandLine again = new CommandLine();
        assertThat(again.run("lint", document, "--baseline", baseline)).isZero();
        assertThat(again.out()).contains("1 in the baseline");
        file("doc.yaml", "\n\n" + ERROR.replace("path: /books", "paht: /books"));
        CommandLine later = new CommandLine();
        later.run("lint", document, "--baseline", baseline, "--format", "json");
        assertThat(later.out()).contains("schema-unknown-key").doesNotContain("\"schema-type\"");
    }

    @Test
    void aBaselineAcceptsNoFileThatIsNotThere() throws IOException {
        Path baseline = directory.resolve("accepted/baseline.json");
        String none = directory.resolve("none.yaml").toString();
        assertThat(lint(none, file("doc.yaml", INFO), "--baseline", baseline.toString(), "--write-baseline"))
                .isEqualTo(2);
        assertThat(line.out()).contains("the file does not exist", "1 in the baseline");
        assertThat(baseline).content().doesNotContain("none.yaml").contains("doc.yaml\": [\n");
    }

    @Test
    void correctsFilesAndReportsWhatIsLeft() throws IOException {
        String document = file("doc.yaml", WARNING + "# the end");
        assertThat(lint(document, "--fix")).isZero();
        assertThat(Path.of(document)).hasContent(WARNING.replace("v1/", "v1") + "# the end");
        assertThat(line.out()).isEqualTo("1 document: no problems\n");
        assertThat(line.err()).contains("corrected 1 document");
    }

    @Test
    void showsWhatWouldBeCorrected() throws IOException {
        String document = file("doc.yaml", WARNING);
        assertThat(lint(document, "--fix-dry-run", "--fail-on", "warn")).isEqualTo(1);
        assertThat(Path.of(document)).hasContent(WARNING);
        assertThat(line.out())
                .startsWith("--- " + document + "\n+++ " + document + "\n@@ -7,7 +7,7 @@\n")
                .contains("\n-    baseUri: https://shelf.example.org/v1/ # the shelf\n")
                .contains("\n+    baseUri: https://shelf.example.org/v1 # the shelf\n");
        assertThat(line.err()).contains("1 document: 1 warning");
        CommandLine machine = new CommandLine();
        machine.run("lint", document, "--fix-dry-run", "--format", "json");
        assertThat(JsonMapper.shared().readTree(machine.out()).path("diagnostics"))
                .hasSize(1);
        assertThat(machine.err()).contains("+    baseUri");
    }

    @Test
    void strictJudgesAsTheOfficialFormat() throws IOException {
        String document = file("doc.yaml", CLEAN.replace("label: Books", "label: Books\n  extra: 1"));
        assertThat(lint(document)).isZero();
        assertThat(new CommandLine().run("lint", document, "--strict")).isEqualTo(1);
    }

    @Test
    void brokenBytesAreAFinding() throws IOException {
        Path file = directory.resolve("doc.yaml");
        Files.write(file, new byte[] {'n', 'a', 'f', 't', 'i', 'k', 'o', ':', ' ', (byte) 0xFF});
        assertThat(lint(file.toString(), "--fix")).isEqualTo(1);
        assertThat(line.out()).contains("not UTF-8");
    }

    @Test
    void schemasAreJson() {
        assertThat(line.run("schema", "--strict")).isZero();
        assertThat(json().path("$schema").asString()).contains("2020-12");
        CommandLine lenient = new CommandLine();
        lenient.run("schema");
        assertThat(lenient.out()).isNotEqualTo(line.out()).startsWith("{");
    }

    @Test
    void rulesAreExplained() {
        assertThat(line.run("explain", "bind-unused")).isZero();
        assertThat(line.out()).startsWith("# bind-unused\n");
        CommandLine all = new CommandLine();
        assertThat(all.run("explain")).isZero();
        assertThat(all.out()).contains("unused-suppression", "schema-unknown-key");
        CommandLine none = new CommandLine();
        assertThat(none.run("explain", "bind-unusd")).isEqualTo(2);
        assertThat(none.err()).contains("did you mean bind-unused?");
    }
}
