package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.run.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/** What lint reports, where, and its exit code. */
class LintCommandTest extends LintFixture {
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
    void twoReportsNeedTwoFiles() throws IOException {
        String report = directory.resolve("report").toString();
        assertThat(lint(file("doc.yaml", CLEAN), "--format", "json=" + report, "--format", "sarif=" + report))
                .isEqualTo(2);
        assertThat(line.err()).contains("two reports cannot go to the same file");
    }

    @Test
    void strictJudgesAsTheOfficialFormat() throws IOException {
        String document = file("doc.yaml", CLEAN.replace("label: Books", "label: Books\n  extra: 1"));
        assertThat(lint(document)).isZero();
        assertThat(new CommandLine().run("lint", document, "--strict")).isEqualTo(1);
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
