package dev.capstan.linter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.linter.rules.RuleSet;
import dev.capstan.linter.rules.RuleSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentLinterTest {
    private static final String VALID = """
            naftiko: 1.0.0-alpha2
            info:
              label: Harbour
              description: Berths and tides.
              tags: [sea]
            binds:
              - namespace: env
                keys:
                  TIDE_TOKEN: TIDE_TOKEN
            capability:
              consumes:
                - type: http
                  namespace: tides
                  description: Tides of all ports.
                  baseUri: https://tides.example.org/v1
                  authentication:
                    type: bearer
                    token: "{{env.TIDE_TOKEN}}"
                  resources:
                    - name: tables
                      path: /tables/{port}
                      operations:
                        - name: read-table
                          method: GET
                          inputParameters:
                            - name: day
                              in: query
              exposes:
                - type: rest
                  namespace: harbour-api
                  port: 8080
                  resources:
                    - path: /tides/{port}
                      description: The tides of a port.
                      operations:
                        - method: GET
                          name: tides
                          description: Reads the tides.
                          call: tides.read-table
                          with:
                            day: rest.day
                - type: mcp
                  namespace: harbour-tools
                  port: 9090
                  tools:
                    - name: tides
                      description: Reads the tides of a port.
                      call: tides.read-table
                      hints:
                        readOnly: true
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: control, port: 9199}",
                "{type: skill, namespace: s, port: 3002, skills: [{name: one, description: d}]}",
            })
    void aDocumentWithOneServerThatCallsNothingHasSomethingToServe(String server) {
        String document = "naftiko: 1.0.0-alpha2\ncapability:\n  exposes:\n  - " + server + "\n";

        assertThat(DocumentLinter.lenient()
                        .lint(document, Path.of("one.yaml"), "one.yaml")
                        .diagnostics())
                .noneMatch(Diagnostic::isError);
    }

    @Test
    void aGoodDocumentIsReadWithoutAWord() {
        LintResult result = lint(VALID);
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.hasErrors()).isFalse();
        assertThat(result.linked().adapters()).hasSize(2);
    }

    /** One slip of the pen: one diagnostic, there, whatever else it seems to break. */
    @ParameterizedTest
    @CsvSource({
        "capability:, capabilty:, 10:1, ERROR",
        "consumes:, consume:, 11:3, ERROR",
        "baseUri:, baseUrl:, 15:7, ERROR",
        "authentication:, authentification:, 16:7, ERROR",
        "token:, tokn:, 18:9, ERROR",
        "resources:⏎        - name, ressources:⏎        - name, 19:7, ERROR",
        "name: read-table, nam: read-table, 23:15, ERROR",
        "inputParameters:, inputParamters:, 25:15, ERROR",
        "in: query, inn: query, 27:19, ERROR",
        "path: /tides, pth: /tides, 33:11, ERROR",
        "operations:⏎            - method, operation:⏎            - method, 35:11, ERROR",
        "call: tides.read-table⏎              with, calls: tides.read-table⏎              with, 39:15, ERROR",
        "with:, wiht:, 40:15, ERROR",
        "tools:, tool:, 45:7, ERROR",
        "hints:, hint:, 49:11, ERROR",
        "hints:, frobnicate:, 49:11, WARN",
        "tags:, words:, 5:3, WARN",
        "call: tides.read-table⏎          hints, frobnicate: tides.read-table⏎          hints, 48:11, ERROR"
    })
    void aWrongKeyIsToldOnce(String before, String after, String place, Severity severity) {
        String document = VALID.replace(before.replace('⏎', '\n'), after.replace('⏎', '\n'));
        assertThat(document).isNotEqualTo(VALID);
        assertThat(lint(document).diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.rule()).isEqualTo("schema-unknown-key");
            assertThat(found.range().line() + ":" + found.range().column()).isEqualTo(place);
            assertThat(found.severity()).isEqualTo(severity);
        });
    }

    @Test
    void whatTheSchemaFoundWrongNoRuleRepeats() {
        String document = VALID.replace("call: tides.read-table\n          hints", "call: [tides]\n          hints");
        assertThat(rules(document)).containsExactly("schema-type");
    }

    @Test
    void twoMistakesAreTwoDiagnosticsInTheOrderOfTheSource() {
        String document =
                VALID.replace("tags: [sea]", "tagz: [sea]").replace("call: tides.read-table", "call: tides.raed-table");
        assertThat(lint(document).diagnostics())
                .extracting(found -> found.range().line() + " " + found.rule())
                .containsExactly("5 schema-unknown-key", "39 call-unknown", "48 call-unknown");
    }

    @Test
    void repeatedNamespacesAreAnErrorOnlyWhenStrict() {
        String document = VALID.replace("harbour-tools", "harbour-api");
        assertThat(lint(document).diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.rule()).isEqualTo("naftiko-namespaces-unique");
            assertThat(found.severity()).isEqualTo(Severity.WARN);
        });
        DocumentLinter strict =
                new DocumentLinter(RuleSet.all(), RuleSettings.DEFAULT.withStrict(true), LinkOptions.DEFAULT);
        assertThat(strict.lint(document, Path.of("harbour.yaml"), "harbour.yaml")
                        .diagnostics())
                .filteredOn(found -> found.rule().equals("naftiko-namespaces-unique"))
                .extracting(Diagnostic::severity)
                .containsExactly(Severity.ERROR);
    }

    @Test
    void rulesCanBeLeftOut() {
        DocumentLinter linter = new DocumentLinter(
                RuleSet.all().without(Set.of("naftiko-info-tags")), RuleSettings.DEFAULT, LinkOptions.DEFAULT);
        String document = VALID.replace("  tags: [sea]\n", "");
        assertThat(linter.lint(document, Path.of("harbour.yaml"), "harbour.yaml")
                        .diagnostics())
                .isEmpty();
        assertThat(rules(document)).containsExactly("naftiko-info-tags");
    }

    @Test
    void theTokensOfAToolListCanBeSet() {
        DocumentLinter linter = new DocumentLinter(RuleSet.all(), new RuleSettings(false, 10), LinkOptions.DEFAULT);
        assertThat(linter.lint(VALID, Path.of("harbour.yaml"), "harbour.yaml").diagnostics())
                .extracting(Diagnostic::rule)
                .containsExactly("tool-list-cost");
    }

    @Test
    void aFileThatIsNoYamlGetsOneDiagnostic() {
        assertThat(rules("naftiko: [1.0.0-alpha2\n")).containsExactly("yaml-syntax");
        assertThat(rules("")).containsExactly("yaml-syntax");
        assertThat(rules("- 1\n")).containsExactly("schema-type");
        assertThat(lint(VALID.replace("alpha2", "beta")).diagnostics()).hasSize(1);
    }

    @Test
    void everyPlaceOfADocumentCanHoldAnything() {
        Random random = new Random(20260131);
        String document = TestDocuments.resource("observatory.yaml");
        List<String> values =
                List.of("null", "[]", "{}", "7", "\"\"", "[null]", "[[x]]", "{a: b}", "true", "\"{{\"", "$.[");
        for (int round = 0; round < 500; round++) {
            List<String> lines = new ArrayList<>(List.of(document.split("\n")));
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int at = random.nextInt(lines.size());
                int colon = lines.get(at).indexOf(": ");
                if (colon > 0) {
                    lines.set(at, lines.get(at).substring(0, colon + 2) + values.get(random.nextInt(values.size())));
                } else if (random.nextBoolean()) {
                    lines.remove(at);
                }
            }
            String spoilt = String.join("\n", lines);
            assertThat(lint(spoilt).diagnostics()).as(spoilt).allSatisfy(found -> {
                assertThat(found.message()).isNotBlank();
                assertThat(found.range().line()).isBetween(1, lines.size());
            });
        }
    }

    private static List<String> rules(String document) {
        return lint(document).diagnostics().stream().map(Diagnostic::rule).toList();
    }

    private static LintResult lint(String document) {
        return DocumentLinter.lenient().lint(document, Path.of("harbour.yaml"), "harbour.yaml");
    }
}
