package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What configuration, baselines, fixes and limits make of findings. */
class LintSettingsTest extends LintFixture {
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
}
