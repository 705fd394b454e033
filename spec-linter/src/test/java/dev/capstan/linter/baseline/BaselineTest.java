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

    private static List<FindingIdentity> identities(String document) {
        LintOutcome outcome = lint("{}", document);
        FindingIdentities identities = new FindingIdentities(outcome.root());
        return outcome.diagnostics().stream().map(identities::next).toList();
    }

    @Test
    void identitiesSurviveMovedLinesAndNewEntries() {
        String one = DOCUMENT + TOOL;
        String moved = "\n\n" + DOCUMENT.replace(TOOLS, TOOLS + TOOL);
        assertThat(identities(one)).hasSize(1).isEqualTo(identities(moved));
    }

    @Test
    void otherFindingsHaveOtherFingerprints() {
        String call = DOCUMENT.replace("call: shelf.list-books", "call: shelf.no-books");
        String slash = DOCUMENT.replace("org/v1", "org/v1/");
        assertThat(identities(call)).hasSize(1).doesNotContainAnyElementsOf(identities(slash));
        assertThat(identities(DOCUMENT + TOOL + TOOL))
                .extracting(FindingIdentity::fingerprint)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(1);
    }

    private static FindingIdentity identity(String rule, String place, String message) {
        return new FindingIdentity(rule, place, message, "");
    }

    /** People review it: sorted, a line for each finding, alike findings counted. */
    @Test
    void aBaselineIsWrittenForReaders(@TempDir Path tree) throws Exception {
        Path file = tree.resolve("accepted/baseline.json");
        BaselineWriter.write(
                file,
                Map.of(
                        tree.resolve("b.yaml"),
                        List.of(identity("unused-suppression", "", "no rule finds anything here")),
                        tree.resolve("apis/a.yaml"),
                        List.of(
                                identity("call-unknown", "capability/exposes[tools]/call", "there is no \"x\""),
                                identity("bind-unused", "binds[env]/keys/B", "never used"),
                                identity("bind-unused", "binds[env]/keys/A", "never used"),
                                identity("call-unknown", "capability/exposes[tools]/call", "there is no \"x\""))));
        assertThat(file).content().isEqualTo("""
                {
                  "version": 2,
                  "findings": {
                    "../apis/a.yaml": [
                      {"rule": "bind-unused", "place": "binds[env]/keys/A", "message": "never used"},
                      {"rule": "bind-unused", "place": "binds[env]/keys/B", "message": "never used"},
                      {"rule": "call-unknown", "place": "capability/exposes[tools]/call", "message": "there is no \\"x\\"", "count": 2}
                    ],
                    "../b.yaml": [
                      {"rule": "unused-suppression", "place": "", "message": "no rule finds anything here"}
                    ]
                  }
                }
                """);
    }

    @Test
    void anEmptyBaselineIsOneToo(@TempDir Path tree) throws Exception {
        Path file = tree.resolve("baseline.json");
        BaselineWriter.write(file, Map.of());
        assertThat(Baseline.read(file).match().accepts(tree.resolve("a.yaml"), identity("r", "p", "m")))
                .isFalse();
    }

    @Test
    void whatIsWrittenIsAccepted(@TempDir Path tree) throws Exception {
        Path file = tree.resolve("baseline.json");
        Path document = tree.resolve("apis/doc.yaml");
        FindingIdentity found = identity("r", "info/label", "wrong");
        BaselineWriter.write(file, Map.of(document, List.of(found, found, identity("r", "", "all wrong"))));
        BaselineMatch match = Baseline.read(file).match();
        assertThat(match.accepts(tree.resolve("other.yaml"), found)).isFalse();
        assertThat(match.accepts(document, identity("s", "info/label", "wrong")))
                .isFalse();
        assertThat(match.accepts(document, identity("r", "info/label", "in other words")))
                .isTrue();
        assertThat(match.accepts(document, found)).isTrue();
        assertThat(match.accepts(document, found)).as("a third one").isFalse();
        assertThat(match.accepts(document, identity("r", "", "other"))).isFalse();
        assertThat(match.accepts(document, identity("r", "", "all wrong"))).isTrue();
        assertThat(file).content().doesNotContain(tree.toString());
    }

    @Test
    void whatIsNoBaselineIsRefused(@TempDir Path tree) throws Exception {
        Path file = Files.writeString(tree.resolve("baseline.json"), "{\"version\": 1, \"findings\": {}}");
        assertThatThrownBy(() -> Baseline.read(file)).hasMessageContaining("write it anew");
        Files.writeString(file, "nothing");
        assertThatThrownBy(() -> Baseline.read(file)).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> Baseline.read(tree)).hasMessage("is a directory");
        assertThatThrownBy(() -> Baseline.read(tree.resolve("none.json"))).hasMessage("does not exist");
    }
}
