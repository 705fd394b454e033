package dev.capstan.languageserver.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.languageserver.internal.text.TextRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outline, references, renaming, and what else names bring. */
class NamedPlacesTest {
    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            info: {label: Pets, description: Pets of a shelter., tags: [pets]}
            binds:
              - namespace: vault
                keys:
                  API_KEY: api-key
            capability:
              consumes:
                - type: http
                  namespace: pets
                  description: The shelter.
                  baseUri: https://pets.test
                  authentication: {type: bearer, token: "{{vault.API_KEY}}"}
                  resources:
                    - name: pet
                      path: /pets
                      operations:
                        - name: list-pets
                          description: All pets.
                          method: GET
                          inputParameters:
                            - {name: kind, in: query}
                            - {name: trace, in: header, value: "{{API_KEY}}"}
                        - name: add-pet
                          method: POST
                          body:
                            type: json
                            data: {name: "{{pet-name}}", by: "{{author}}"}
              aggregates:
                - namespace: shared
                  label: Shared
                  description: Shared functions.
                  functions:
                    - name: read-pets
                      description: Reads.
                      call: pets.list-pets
              exposes:
                - type: rest
                  namespace: web
                  port: 9090
                  resources:
                    - name: pets
                      description: Pets.
                      path: /pets/{pet-id}
                      operations:
                        - name: get
                          description: Gets.
                          method: GET
                          inputParameters:
                            - {name: pet-id, in: path, type: string, description: Which.}
                          call: pets.list-pets
                          with: {kind: rest.pet-id}
                - type: mcp
                  namespace: tools
                  port: 9091
                  tools:
                    - name: list
                      description: Lists.
                      ref: shared.read-pets
                    - name: add
                      description: Adds.
                      inputParameters:
                        - {name: pet-name, type: string, description: Its name.}
                      call: pets.add-pet
                      with: {author: "{{pet-name}} herself"}
            """;

    private static MarkedDocument at(String marked) {
        String written = marked.replace("‸", "");
        int at = DOCUMENT.indexOf(written);
        assertThat(at).as(written).isNotNegative();
        return MarkedDocument.of(DOCUMENT.substring(0, at) + marked + DOCUMENT.substring(at + written.length()));
    }

    private static List<String> references(String marked) {
        MarkedDocument document = at(marked);
        return document.document().references(document.cursor(), true).stream()
                .map(range -> range.start().line() + 1 + ":" + document.slice(range))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: list-p‸ets       | 18:list-pets 36:list-pets 51:list-pets
            call: pets.list-p‸ets  | 18:list-pets 36:list-pets 51:list-pets
            call: pe‸ts.list-pets  | 10:pets 36:pets 51:pets 64:pets
            namespace: pe‸ts       | 10:pets 36:pets 51:pets 64:pets
            ref: shared.read-‸pets | 34:read-pets 59:read-pets
            ref: sh‸ared           | 30:shared 59:shared
            API_‸KEY: api-key      | 6:API_KEY 13:API_KEY 23:API_KEY
            {{va‸ult.API_KEY       | 4:vault 13:vault
            name: pet-i‸d          | 44:pet-id 50:pet-id 52:pet-id
            name: pet-na‸me        | 28:pet-name 63:pet-name 65:pet-name
            {kin‸d: rest           | 22:kind 52:kind
            {‸author: "            | 28:author 65:author
            description: G‸ets.    | ''
            """)
    void findsWhereANameIsUsed(String marked, String expected) {
        assertThat(String.join(" ", references(marked))).isEqualTo(expected);
    }

    @Test
    void aDeclarationCanBeLeftOut() {
        MarkedDocument document = at("name: list-p‸ets");
        assertThat(document.document().references(document.cursor(), false))
                .hasSize(2)
                .noneMatch(range -> range.start().line() == 17);
    }

    private static String renamed(MarkedDocument document, String name) throws RenameRefusedException {
        List<TextRange> places = new ArrayList<>(document.document().rename(document.cursor(), name));
        Collections.reverse(places);
        List<String> lines = new ArrayList<>(List.of(document.text().split("\n", -1)));
        for (TextRange place : places) {
            String line = lines.get(place.start().line());
            lines.set(
                    place.start().line(),
                    line.substring(0, place.start().character())
                            + name
                            + line.substring(place.end().character()));
        }
        return String.join("\n", lines);
    }

    @Test
    void renamesEverywhere() throws RenameRefusedException {
        assertThat(renamed(at("call: pets.list-p‸ets"), "find")).isEqualTo(DOCUMENT.replace("list-pets", "find"));
        assertThat(renamed(at("namespace: to‸ols"), "pet-tools"))
                .isEqualTo(DOCUMENT.replace("namespace: tools", "namespace: pet-tools"));
        assertThat(renamed(at("name: pet-i‸d"), "id")).isEqualTo(DOCUMENT.replace("pet-id", "id"));
        assertThat(renamed(at("{{va‸ult"), "secrets")).isEqualTo(DOCUMENT.replace("vault", "secrets"));
        MarkedDocument name = at("name: pet-na‸me");
        assertThat(name.slice(name.document().renamable(name.cursor()))).isEqualTo("pet-name");
        assertThat(renamed(name, "called")).isEqualTo(DOCUMENT.replace("pet-name", "called"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            description: G‸ets. | x       | nothing that the document declares is named here
            {name: ki‸nd, in    | x       | a parameter is called as the API calls it
            name: list-p‸ets    | a b     | a name starts with a letter and holds letters, digits, - and _ only
            name: list-p‸ets    | yes     | a name starts with a letter and holds letters, digits, - and _ only
            name: list-p‸ets    | add-pet | with that name, line
            """)
    void refusesWhatWouldBreakTheDocument(String marked, String name, String why) {
        MarkedDocument document = at(marked);
        assertThatThrownBy(() -> document.document().rename(document.cursor(), name))
                .isInstanceOf(RenameRefusedException.class)
                .hasMessageStartingWith(why);
    }

    @Test
    void whatIsDeclaredElsewhereIsRenamedThere(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("api.yaml"), """
                naftiko: 1.0.0-alpha2
                consumes:
                  - type: http
                    namespace: pets
                    baseUri: https://pets.test
                    resources:
                      - {name: pet, path: /pets, operations: [{name: list-pets, method: GET}]}
                """);
        String importing = """
                naftiko: 1.0.0-alpha2
                capability:
                  consumes:
                    - {location: ./api.yaml, import: pets}
                  exposes:
                    - type: mcp
                      namespace: m
                      port: 1
                      tools:
                        - {name: list, description: All., call: pets.list-p‸ets}
                        - {name: again, description: All., call: pets.list-pets}
                """;
        MarkedDocument document = MarkedDocument.of(importing, folder.resolve("a.yaml"));
        assertThat(document.document().references(document.cursor(), true)).hasSize(2);
        assertThatThrownBy(() -> document.document().rename(document.cursor(), "x"))
                .hasMessage("this is declared in api.yaml; rename it there");
    }

    private static List<String> outline(List<DocumentSymbol> symbols, String indent) {
        List<String> lines = new ArrayList<>();
        for (DocumentSymbol symbol : symbols) {
            assertThat(symbol.range().start())
                    .isLessThanOrEqualTo(symbol.selection().start());
            assertThat(symbol.range().end())
                    .isGreaterThanOrEqualTo(symbol.selection().end());
            lines.add(indent + symbol.name() + (symbol.detail().isEmpty() ? "" : " " + symbol.detail()));
            lines.addAll(outline(symbol.children(), indent + "-"));
        }
        return lines;
    }

    @Test
    void outlinesADocument() {
        assertThat(outline(at("na‸ftiko").document().symbols(), ""))
                .containsExactly(
                        "binds",
                        "-vault",
                        "consumes",
                        "-pets https://pets.test",
                        "--resources",
                        "---pet /pets",
                        "----operations",
                        "-----list-pets GET",
                        "-----add-pet POST",
                        "aggregates",
                        "-shared",
                        "--functions",
                        "---read-pets pets.list-pets",
                        "exposes",
                        "-web rest",
                        "--resources",
                        "---pets /pets/{pet-id}",
                        "----operations",
                        "-----get GET",
                        "-tools mcp",
                        "--tools",
                        "---list shared.read-pets",
                        "---add pets.add-pet");
    }

    @Test
    void aCallsHelpListsItsParameters() {
        MarkedDocument call = at("call: pets.list-‸pets");
        assertThat(call.document().hover(call.cursor()).markdown())
                .contains("GET /pets", "All pets.", "- `kind`: query", "- `trace`: header");
    }

    @Test
    void aBodyTemplateOffersWhatItsCallersGive() {
        String typing = DOCUMENT.replace("{{author}}", "{{‸");
        MarkedDocument template = MarkedDocument.of(typing);
        assertThat(template.document().complete(template.cursor()))
                .extracting(Completion::label)
                .contains("pet-name", "author", "API_KEY", "vault.API_KEY")
                .doesNotContain("pet-id", "kind");
    }
}
