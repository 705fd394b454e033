package dev.capstan.linter.baseline;

import static dev.capstan.linter.Linting.DOCUMENT;
import static dev.capstan.linter.Linting.lint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.linter.LintOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
    private static final String TOOL =
            "        - name: other-books\n          description: Others.\n          call: shelf.no-books\n";
    private static final String TOOLS = "      tools:\n";

    private static List<String> fingerprints(String document) {
        LintOutcome outcome = lint("{}", document);
        Fingerprints fingerprints = new Fingerprints(outcome.root());
        return outcome.diagnostics().stream().map(fingerprints::next).toList();
    }

    @Test
    void fingerprintsSurviveMovedLinesAndNewEntries() {
        String one = DOCUMENT + TOOL;
        String moved = "\n\n" + DOCUMENT.replace(TOOLS, TOOLS + TOOL);
        assertThat(fingerprints(one)).hasSize(1).isEqualTo(fingerprints(moved));
    }

    @Test
    void otherFindingsHaveOtherFingerprints() {
        String call = DOCUMENT.replace("call: shelf.list-books", "call: shelf.no-books");
        String slash = DOCUMENT.replace("org/v1", "org/v1/");
        assertThat(fingerprints(call)).hasSize(1).doesNotContainAnyElementsOf(fingerprints(slash));
        assertThat(fingerprints(DOCUMENT + TOOL + TOOL)).doesNotHaveDuplicates().hasSizeGreaterThan(1);
    }

    @Test
    void whatIsWrittenIsAccepted(@TempDir Path tree) throws Exception {
        Path file = tree.resolve("baseline.json");
        Path document = tree.resolve("apis/doc.yaml");
        Baseline.write(file, Map.of(document, List.of("aa", "bb")));
        Baseline baseline = Baseline.read(file);
        assertThat(baseline.accepts(document, "aa")).isTrue();
        assertThat(baseline.accepts(document, "cc")).isFalse();
        assertThat(baseline.accepts(tree.resolve("other.yaml"), "aa")).isFalse();
        assertThat(Files.readString(file)).contains("\"apis/doc.yaml\"").doesNotContain(tree.toString());
    }

    @Test
    void whatIsNoBaselineIsRefused(@TempDir Path tree) throws Exception {
        Path file = Files.writeString(tree.resolve("baseline.json"), "{\"version\": 7}");
        assertThatThrownBy(() -> Baseline.read(file)).hasMessageContaining("write it anew");
        Files.writeString(file, "nothing");
        assertThatThrownBy(() -> Baseline.read(file)).hasMessageContaining("not JSON");
    }
}
