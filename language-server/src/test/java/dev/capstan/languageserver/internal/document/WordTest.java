package dev.capstan.languageserver.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.languageserver.internal.text.TextPosition;
import dev.capstan.languageserver.internal.text.TextRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Help, definitions, findings and fixes. */
class WordTest {
    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            binds:
              - namespace: env
                description: The key of the pets.
                keys:
                  API_KEY: API_KEY
            capability:
              consumes:
                - type: http
                  namespace: pets
                  baseUri: https://pets.test
                  authentication: {type: bearer, token: "{{API_KEY}}"}
                  resources:
                    - name: pet
                      path: /pets/{id}
                      operations:
                        - name: get-pet
                          description: One pet.
                          method: GET
                          inputParameters:
                            - {name: id, in: path, description: Which pet.}
              aggregates:
                - label: shared
                  namespace: shared
                  functions:
                    - name: read-pet
                      description: Reads.
                      call: pets.get-pet
              exposes:
                - type: mcp
                  namespace: pets-mcp
                  port: 8081
                  tools:
                    - name: get-pet
                      description: Gets 🐈.
                      inputParameters:
                        - {name: pet-id, type: string, description: Which one.}
                      call: pets.get-pet
                      with: {id: tools.pet-id}
                    - name: other
                      ref: shared.read-pet
            """;

    private static MarkedDocument at(String written) {
        int index = DOCUMENT.lastIndexOf(written);
        assertThat(index).as(written).isNotNegative();
        int caret = index + written.length() - 1;
        return MarkedDocument.of(DOCUMENT.substring(0, caret) + "‸" + DOCUMENT.substring(caret));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            call: pets.get-pet  | GET /pets/{id}
            call: pets.get-pet  | One pet.
            ref: shared.read-pet| Reads.
            {{API_KEY           | The key of the pets.
            with: {id           | Which pet.
            {id: tools.pet-id   | Which one.
            port                | The TCP port to listen on
            exposes             | The servers to run.
            """)
    void explains(String written, String text) {
        MarkedDocument marked = at(written);

        Hover hover = marked.document().hover(marked.cursor());

        assertThat(hover).isNotNull();
        assertThat(hover.markdown()).contains(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            call: pets.get-pet  | 16 | get-pet
            ref: shared.read-pet| 25 | read-pet
            {{API_KEY           | 5  | API_KEY
            with: {id           | 20 | id
            {id: tools.pet-id   | 36 | pet-id
            """)
    void findsTheDeclaration(String written, int line, String name) {
        MarkedDocument marked = at(written);

        List<Definition> definitions = marked.document().definitions(marked.cursor());

        assertThat(definitions).hasSize(1);
        assertThat(definitions.get(0).range().start().line()).isEqualTo(line);
        assertThat(marked.slice(definitions.get(0).range())).isEqualTo(name);
    }

    @Test
    void findsADeclarationInAnImportedFile(@TempDir Path folder) throws IOException {
        Path api = folder.resolve("api.yaml");
        Files.writeString(api, """
                naftiko: 1.0.0-alpha2
                consumes:
                  - type: http
                    namespace: pets
                    baseUri: https://pets.test
                    resources:
                      - name: pet
                        path: /pets
                        operations:
                          - name: list-pets
                            method: GET
                """);
        String importing = """
                naftiko: 1.0.0-alpha2
                capability:
                  consumes:
                    - {location: ./api.yaml, import: pets, as: animals}
                  exposes:
                    - type: mcp
                      namespace: m
                      port: 1
                      tools:
                        - {name: list, description: All., call: animals.list-pets}
                """;
        MarkedDocument call =
                MarkedDocument.of(importing.replace("animals.list", "animals.‸list"), folder.resolve("a.yaml"));
        MarkedDocument location = MarkedDocument.of(importing.replace("./api", "./a‸pi"), folder.resolve("a.yaml"));
        MarkedDocument namespace =
                MarkedDocument.of(importing.replace("import: pets", "import: pe‸ts"), folder.resolve("a.yaml"));

        assertThat(call.document().definitions(call.cursor()))
                .containsExactly(new Definition(api, TextRange.onLine(9, 18, 27)));
        assertThat(location.document().definitions(location.cursor()))
                .containsExactly(new Definition(api, TextRange.onLine(0, 0, 0)));
        assertThat(namespace.document().definitions(namespace.cursor()))
                .containsExactly(new Definition(api, TextRange.onLine(3, 15, 19)));
        assertThat(call.document().hover(call.cursor()).markdown()).contains("from api.yaml");
    }

    @Test
    void countsAsEditorsDo() {
        String wrong = DOCUMENT.replace("      with: {id: tools.pet-id}", "      with: {id: \"🐈🐈\", nope: 1}");
        MarkedDocument marked = MarkedDocument.of(wrong.replace(
                        "    - name: other",
                        "    - {name: o, descripton: \"🐈\", calll: pets.get-pet}\n        - name: other")
                + "‸");

        List<String> places = marked.document().findings().stream()
                .filter(finding -> finding.diagnostic().rule().equals("schema-unknown-key"))
                .map(finding -> marked.slice(finding.range()))
                .toList();

        assertThat(places).containsExactly("descripton", "calll");
    }

    @Test
    void offersTheCorrectionOfAMisspeltKeyAndOfAnUnknownCall() {
        MarkedDocument marked = MarkedDocument.of(
                DOCUMENT.replace("call: pets.get-pet\n          with", "call: pets.get-pett\n          wiht") + "‸");
        TextRange everything = new TextRange(new TextPosition(0, 0), new TextPosition(100, 0));

        List<QuickFix> fixes = marked.document().quickFixes(everything);

        assertThat(fixes).anySatisfy(fix -> {
            assertThat(fix.replacement()).isEqualTo("with");
            assertThat(marked.slice(fix.range())).isEqualTo("wiht");
            assertThat(fix.preferred()).isTrue();
        });
        assertThat(fixes).anySatisfy(fix -> {
            assertThat(fix.finding().diagnostic().rule()).isEqualTo("call-unknown");
            assertThat(fix.replacement()).isEqualTo("pets.get-pet");
            assertThat(fix.preferred()).isFalse();
        });
        assertThat(fixes).anySatisfy(fix -> {
            assertThat(fix.finding().diagnostic().rule()).isEqualTo("schema-unknown-key");
            assertThat(fix.replacement()).contains("# naftiko-lint-disable-next-line schema-unknown-key -- ");
        });
        assertThat(marked.document().quickFixes(TextRange.onLine(0, 0, 3))).isEmpty();
    }

    @Test
    void saysNothingOfOtherYaml() {
        MarkedDocument other = MarkedDocument.of("services:\n  web: ‸{image: nginx}\n");

        assertThat(other.document().findings()).isEmpty();
        assertThat(other.document().quickFixes(TextRange.onLine(0, 0, 3))).isEmpty();
    }

    @Test
    void stillExplainsWhatIsNotBroken() {
        MarkedDocument marked = at("call: pets.get-pet");
        MarkedDocument broken = MarkedDocument.of(marked.text()
                .replace("port: 8081", "port 8081")
                .replace("Gets", "Gets")
                .replace("call: pets.get-pet\n          with", "call: pets.get‸-pet\n          with"));

        Hover hover = broken.document().hover(broken.cursor());

        assertThat(hover).isNotNull();
        assertThat(hover.markdown()).contains("GET /pets/{id}");
        assertThat(broken.document().findings())
                .anyMatch(finding -> finding.diagnostic().rule().equals("yaml-syntax"));
    }
}
