package dev.capstan.validator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentValidatorTest {
    private static final String SHARED = """
            naftiko: %s
            consumes:
              - type: http
                namespace: lighthouse
                baseUri: https://lighthouse.example.org
            """;

    @Test
    void aDocumentOfTheCurrentVersionIsReadWithoutAWord() {
        assertThat(catalogue(SHARED.formatted("1.0.0-alpha2"))).isEmpty();
        assertThat(strict(SHARED.formatted("1.0.0-alpha2"))).isEmpty();
    }

    @Test
    void theEarlierVersionIsAWarningUnlessStrict() {
        assertThat(catalogue(SHARED.formatted("1.0.0-alpha1"))).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.severity()).isEqualTo(Severity.WARN);
            assertThat(diagnostic.rule()).isEqualTo("schema-version");
            assertThat(diagnostic.suggestion()).isEqualTo("1.0.0-alpha2");
        });
        assertThat(strict(SHARED.formatted("1.0.0-alpha1")))
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.severity()).isEqualTo(Severity.ERROR));
    }

    @Test
    void anUnsupportedVersionIsTheOnlyThingSaid() {
        assertThat(catalogue("naftiko: 0.5\nsomething: else\n")).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.message())
                    .isEqualTo("the version 0.5 is not supported; write 1.0.0-alpha2 or 1.0.0-alpha1");
            assertThat(diagnostic.range().line()).isEqualTo(1);
            assertThat(diagnostic.range().column()).isEqualTo(10);
            assertThat(diagnostic.pointer()).isEqualTo("/naftiko");
        });
    }

    @Test
    void aMisspeltNeededKeyIsOneMistake() {
        List<Diagnostic> found = strict(SHARED.formatted("1.0.0-alpha2").replace("baseUri", "basUri"));
        assertThat(found).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.rule()).isEqualTo("schema-unknown-key");
            assertThat(diagnostic.suggestion()).isEqualTo("baseUri");
            assertThat(diagnostic.range().line()).isEqualTo(5);
            assertThat(diagnostic.range().column()).isEqualTo(5);
            assertThat(diagnostic.range().endColumn()).isEqualTo(11);
            assertThat(diagnostic.pointer()).isEqualTo("/consumes/0/basUri");
        });
    }

    @Test
    void anUnknownKeyIsAnErrorOnlyWhenStrict() {
        String document = SHARED.formatted("1.0.0-alpha2") + "colour: red\n";
        assertThat(strict(document)).extracting(Diagnostic::severity).containsExactly(Severity.ERROR);
        assertThat(catalogue(document)).extracting(Diagnostic::severity).containsExactly(Severity.WARN);
    }

    @Test
    void aDocumentThatIsNoMappingIsOneMistake() {
        assertThat(catalogue("- a\n- b\n")).extracting(Diagnostic::rule).containsExactly("schema-type");
        assertThat(strict("hello\n")).extracting(Diagnostic::rule).containsExactly("schema-type");
    }

    @Test
    void aKeyOfItsOwnIsNoMisspellingOfAMissingOneWhoseWordsAreOthers() {
        String parameter = """
                naftiko: 1.0.0-alpha2
                info: {label: L, description: D}
                capability:
                  exposes:
                  - type: rest
                    namespace: web
                    port: 8080
                    resources:
                    - path: /a
                      operations:
                      - method: GET
                        name: a
                        inputParameters:
                        - {name: like, type: string, description: d, mapping: queryParameters.like}
                """;
        assertThat(catalogue(parameter))
                .filteredOn(found -> found.rule().equals("schema-unknown-key"))
                .singleElement()
                .satisfies(found -> assertThat(found.suggestion()).isNull());
        assertThat(catalogue(parameter)).extracting(Diagnostic::rule).doesNotContain("schema-enum");
    }

    @Test
    void publishedPlacesOfKeysAreRefusedOnlyWhenStrict() {
        for (String place : List.of("cookie", "body", "path")) {
            String document = SHARED.formatted("1.0.0-alpha2")
                    + "    authentication: {type: apikey, key: k, value: '{{K}}', placement: " + place + "}\n";
            assertThat(catalogue(document)).isEmpty();
            assertThat(strict(document)).isNotEmpty();
        }
    }

    /** The engine reads them all the same, so nothing must be left out for them. */
    @Test
    void aMethodAndAPlaceInSmallLettersOrCapitalsAreOnlyWarnedOf() {
        String document = SHARED.formatted("1.0.0-alpha2") + """
                    resources:
                    - name: a
                      path: /a
                      operations:
                      - {name: a, method: get, inputParameters: [{name: q, in: Query}]}
                      - {name: b, method: gett}
                """;
        assertThat(catalogue(document))
                .extracting(Diagnostic::severity)
                .containsExactly(Severity.WARN, Severity.WARN, Severity.ERROR);
    }

    private static List<Diagnostic> strict(String document) {
        return DocumentValidator.strict().schema(root(document));
    }

    private static List<Diagnostic> catalogue(String document) {
        return DocumentValidator.catalogue().schema(root(document));
    }

    private static YamlNode root(String document) {
        YamlReading reading = new YamlReader(YamlLimits.DEFAULT).read(document, "test.yaml");
        assertThat(reading.diagnostics()).isEmpty();
        return reading.root();
    }
}
