package dev.capstan.linter.configuration;

import static dev.capstan.linter.Linting.DOCUMENT;
import static dev.capstan.linter.Linting.configuration;
import static dev.capstan.linter.Linting.lint;
import static dev.capstan.linter.Linting.places;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.linter.ConfiguredLinter;
import dev.capstan.linter.LintOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintConfigurationTest {
    private static final String SLASH = DOCUMENT.replace("org/v1", "org/v1/");
    private static final String RULE = "naftiko-consumes-baseuri-no-trailing-slash";

    @Test
    void anEmptyMappingChangesNothing() {
        assertThat(lint("{}", DOCUMENT).diagnostics()).isEmpty();
        assertThat(places(lint("{}", SLASH).diagnostics())).containsExactly("15:16 " + RULE + " WARN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# rules:\n",
                "\n#\n  # a\n",
                "rules:\n  # naftiko-info-tags: off\n",
                "ignores:\noverrides:\n",
                "overrides: [{files: ['*'], rules: }]"
            })
    void whatIsCommentedOutChangesNothing(String yaml, @TempDir Path folder) throws IOException {
        assertThat(configuration(yaml).diagnostics()).isEmpty();
        assertThat(places(lint(yaml, SLASH).diagnostics())).containsExactly("15:16 " + RULE + " WARN");
        Path file = Files.writeString(folder.resolve(".naftiko-lint.yaml"), yaml);
        assertThat(LintConfigurationReader.read(file, "x").diagnostics()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"error,ERROR", "warn,WARN", "info,INFO", "hint,HINT", "on,WARN", "true,WARN"})
    void aRuleGetsAnotherSeverity(String level, String severity) {
        assertThat(places(lint("rules: {" + RULE + ": " + level + "}", SLASH).diagnostics()))
                .containsExactly("15:16 " + RULE + " " + severity);
    }

    @ParameterizedTest
    @CsvSource({"off", "false", "'\"off\"'"})
    void aRuleIsSwitchedOff(String level) {
        assertThat(lint("rules: {" + RULE + ": " + level + "}", SLASH).diagnostics())
                .isEmpty();
    }

    @Test
    void theLastOverrideThatFitsWins() {
        String configuration = """
                rules: {%1$s: error}
                overrides:
                  - files: ["drafts/**"]
                    rules: {%1$s: off}
                  - files: ["drafts/loud/*.yaml"]
                    rules: {%1$s: hint}
                """.formatted(RULE);
        assertThat(places(lint(configuration, SLASH, "a.yaml").diagnostics()))
                .containsExactly("15:16 " + RULE + " ERROR");
        assertThat(lint(configuration, SLASH, "drafts/a.yaml").diagnostics()).isEmpty();
        assertThat(places(lint(configuration, SLASH, "drafts/loud/a.yaml").diagnostics()))
                .containsExactly("15:16 " + RULE + " HINT");
    }

    @Test
    void anOverrideCanBeAboutAPartOfADocument() {
        String other = "overrides: [{files: ['*.yaml#/capability/consumes/1'], rules: {" + RULE + ": off}}]";
        String here = "overrides: [{files: ['*.yaml#/capability/consumes/0'], rules: {" + RULE + ": off}}]";
        assertThat(lint(other, SLASH).diagnostics()).hasSize(1);
        assertThat(lint(here, SLASH).diagnostics()).isEmpty();
    }

    @Test
    void ignoresAreRelativeToTheConfiguration() {
        LintConfiguration configuration = configuration("ignores: [vendor, 'x/**/*.yml', /top.yaml]");
        assertThat(List.of("vendor/a.yaml", "b/vendor", "x/y/z.yml", "top.yaml"))
                .allMatch(path -> configuration.ignores(Path.of("/tree", path)));
        assertThat(List.of("a.yaml", "x/y.yaml", "b/top.yaml"))
                .noneMatch(path -> configuration.ignores(Path.of("/tree", path)));
    }

    @Test
    void settingsReachTheRules() {
        assertThat(places(lint("toolListTokens: 1", DOCUMENT).diagnostics()))
                .singleElement()
                .asString()
                .contains("tool-list-cost");
        assertThat(configuration("strict: true").settings().strict()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: {naftiko-info-tag: off}                      | 1:9  | write naftiko-info-tags",
                "rules: {zzz: off}                                   | 1:9  | there is no rule zzz",
                "rules: {yaml-syntax: off}                           | 1:9  | yaml-syntax is always an error",
                "overrides: [{files: [a], rules: {yaml-syntax: info}}] | 1:34 | yaml-syntax is always an error",
                "rules: {naftiko-info-tags: loud}                    | 1:28 | write one of off, on, error",
                "rules: {naftiko-info-tags: 3}                       | 1:28 | is 3; write one of off, on, error",
                "rules: []                                           | 1:8  | must be a mapping",
                "rule: {}                                            | 1:1  | write \"rules\"",
                "ignores: x                                          | 1:10 | must be",
                "ignores: ['a{b']                                    | 1:11 | } is missing",
                "overrides: [{files: [a], rules: {zzz: off}}]        | 1:34 | there is no rule zzz",
                "rules: {r: {given: capability, then: {function: truthy}}}      | 1:20 | starts with $",
                "rules: {r: {given: '$.[', then: {function: truthy}}}           | 1:20 | not a JSONPath",
                "rules: {r: {given: $.a, then: {function: trthy}}}              | 1:42 | truthy",
                "rules: {r: {given: $.a, then: {function: pattern}}}            | 1:42 | needs functionOptions",
                "rules: {r: {given: $, then: {function: pattern, functionOptions: {match: '('}}}} | 1:74 | regular expression",
                "rules: {r: {given: $, then: {function: casing, functionOptions: {type: loud}}}}  | 1:72 | kebab",
                "rules: {r: {given: $, then: {function: length, functionOptions: {min: x}}}}      | 1:71 | a number",
                "rules: {r: {then: {function: truthy}}}                         | 1:12 | given",
                "rules: {tool-name-shape: {given: $.a, then: {function: truthy}}} | 1:9 | exists already",
                "rules: [                                            | 1:9  | the file ends where a value is missing; close what is open",
            })
    void whatIsWrongIsToldWithItsPlace(String yaml, String place, String message) {
        assertThat(configuration(yaml).diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.isError()).isTrue();
            assertThat(found.file()).isEqualTo(".naftiko-lint.yaml");
            assertThat(found.message()).contains(message);
            assertThat(found.range().line() + ":" + found.range().column()).isEqualTo(place);
        });
    }

    @Test
    void theNearestConfigurationAboveIsTaken(@TempDir Path tree) throws IOException {
        Path inner = Files.createDirectories(tree.resolve("a/b/c"));
        Files.writeString(tree.resolve(".naftiko-lint.yaml"), "toolListTokens: 1");
        Files.writeString(tree.resolve("a/.naftiko-lint.yaml"), "toolListTokens: 2");
        ConfigurationFinder finder = ConfigurationFinder.upwards();
        assertThat(finder.of(inner.resolve("doc.yaml")).settings().toolListTokens())
                .isEqualTo(2);
        assertThat(finder.of(inner)).isSameAs(finder.of(tree.resolve("a/doc.yaml")));
        assertThat(finder.of(tree.resolve("doc.yaml")).settings().toolListTokens())
                .isEqualTo(1);
        assertThat(finder.found()).hasSize(2);
    }

    @Test
    void whatAConfigurationSaysItselfWinsOverWhatItExtends(@TempDir Path tree) throws IOException {
        Files.createDirectories(tree.resolve("conventions/common"));
        Files.writeString(tree.resolve("conventions/common/base.yaml"), """
                strict: true
                toolListTokens: 7
                ignores: [vendor]
                rules:
                  %1$s: error
                  naftiko-info-tags: error
                  tool-names: {given: $.info, severity: error, then: {field: contact, function: truthy}}
                  gone: {given: $.info, then: {field: contact, function: truthy}}
                overrides:
                  - {files: ["*.yaml"], rules: {bind-unused: error}}
                  - {files: ["*.yaml"], rules: {naftiko-info-tags: hint}}
                """.formatted(RULE));
        Files.writeString(tree.resolve("conventions/team.yaml"), "extends: common/base.yaml\ntoolListTokens: 8\n");
        Files.writeString(tree.resolve("conventions/other.yaml"), "rules: {naftiko-info-tags: warn}\n");
        Path file = tree.resolve("apis/.naftiko-lint.yaml");
        LintConfiguration configuration = LintConfigurationReader.read("""
                extends: [../conventions/team.yaml, ../conventions/other.yaml]
                strict: false
                ignores: [drafts]
                rules: {%1$s: info, gone: off}
                """.formatted(RULE), file, ".naftiko-lint.yaml");
        assertThat(configuration.diagnostics()).isEmpty();
        assertThat(configuration.settings().strict()).isFalse();
        assertThat(configuration.settings().toolListTokens()).isEqualTo(8);
        assertThat(configuration.ignores(tree.resolve("conventions/common/x/vendor")))
                .isTrue();
        assertThat(configuration.ignores(tree.resolve("apis/drafts"))).isTrue();
        String document =
                SLASH.replace("token: \"{{SHELF_KEY}}\"", "token: abc").replace("  tags: [books]\n", "");
        List<Diagnostic> found = new ConfiguredLinter(configuration, false)
                .lint(document, tree.resolve("conventions/common/doc.yaml"), "doc.yaml")
                .diagnostics();
        assertThat(found)
                .extracting(one -> one.rule() + " " + one.severity())
                .contains(RULE + " INFO", "bind-unused ERROR", "naftiko-info-tags WARN", "tool-names ERROR")
                .doesNotContain("gone WARN");
    }

    @Test
    void aCustomRuleCanBeReplaced(@TempDir Path tree) throws IOException {
        Files.writeString(
                tree.resolve("base.yaml"), "rules: {r: {given: $.info, then: {field: contact, function: truthy}}}");
        Path file = tree.resolve(".naftiko-lint.yaml");
        String own = "extends: base.yaml\nrules: {r: {given: $.info, then: {field: label, function: %s}}}";
        assertThat(LintConfigurationReader.read(own.formatted("truthy"), file, "x")
                        .customRules())
                .hasSize(1);
        LintConfiguration configuration = LintConfigurationReader.read(own.formatted("falsy"), file, "x");
        assertThat(new ConfiguredLinter(configuration, false)
                        .lint(DOCUMENT, tree.resolve("doc.yaml"), "doc.yaml")
                        .diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("label must be absent, empty, null, false or zero");
    }

    @Test
    void whatCannotBeExtendedIsTold(@TempDir Path tree) throws IOException {
        Files.writeString(tree.resolve("a.yaml"), "extends: b.yaml");
        Files.writeString(tree.resolve("b.yaml"), "extends: [.naftiko-lint.yaml, a.yaml]\nrules: {zzz: off}");
        Path file = tree.resolve(".naftiko-lint.yaml");
        String yaml = "extends: [a.yaml, none.yaml, ., 'https://example.org/lint.yaml']\ntoolListTokens: 3\n";
        LintConfiguration configuration = LintConfigurationReader.read(yaml, file, "conf/.naftiko-lint.yaml");
        assertThat(configuration.diagnostics())
                .extracting(found -> found.file() + ": " + found.message())
                .containsExactly(
                        "conf/b.yaml: cannot extend .naftiko-lint.yaml: it extends this file again; break the circle",
                        "conf/b.yaml: cannot extend a.yaml: it extends this file again; break the circle",
                        "conf/b.yaml: there is no rule zzz; 'naftiko-run explain' lists the rules",
                        "conf/.naftiko-lint.yaml: cannot extend none.yaml: the file does not exist",
                        "conf/.naftiko-lint.yaml: cannot extend .: the file is a directory",
                        "conf/.naftiko-lint.yaml: only files can be extended; write a path relative to this file");
        assertThat(configuration.settings().toolListTokens()).isEqualTo(3);
    }

    @Test
    void longChainsEnd(@TempDir Path tree) throws IOException {
        for (int i = 0; i < 50; i++) {
            Files.writeString(tree.resolve("c" + i + ".yaml"), "extends: c" + (i + 1) + ".yaml");
        }
        LintConfiguration configuration = LintConfigurationReader.read(tree.resolve("c0.yaml"), "c0.yaml");
        assertThat(configuration.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("cannot extend c32.yaml: a configuration is made of at most 32 files");
    }

    @Test
    void aBrokenConfigurationHasNoEffect() {
        LintOutcome outcome = lint("strict: maybe", SLASH);
        assertThat(outcome.diagnostics()).extracting(Diagnostic::rule).containsExactly(RULE);
    }
}
