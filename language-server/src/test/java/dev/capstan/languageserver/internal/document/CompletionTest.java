package dev.capstan.languageserver.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.capstan.languageserver.internal.text.TextPosition;
import dev.capstan.languageserver.internal.text.TextRange;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is offered at a cursor, in whole documents and in broken ones. */
class CompletionTest {
    private static final String HEAD = """
            naftiko: 1.0.0-alpha2
            binds:
              - namespace: env
                keys:
                  API_KEY: API_KEY
            capability:
              consumes:
                - type: http
                  namespace: pets
                  baseUri: https://pets.test
                  resources:
                    - name: pet
                      path: /pets/{id}
                      operations:
                        - name: get-pet
                          description: One pet.
                          method: GET
                          inputParameters:
                            - {name: id, in: path}
                            - {name: fields, in: query}
                        - name: delete-pet
                          method: DELETE
                          inputParameters:
                            - {name: id, in: path}
              aggregates:
                - namespace: shared
                  functions:
                    - name: read-pet
                      description: Reads.
                      call: pets.get-pet
            """;

    private static final String MCP = HEAD + """
              exposes:
                - type: mcp
                  namespace: pets-mcp
                  port: 8081
                  tools:
                    - name: get-pet
                      description: Gets.
                      inputParameters:
                        - {name: pet-id, type: string, description: Which.}
            """;

    /**
     * A case.
     *
     * @param offered labels that must be there
     * @param not labels that must not be
     */
    record Case(String name, String document, List<String> offered, List<String> not) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Case offers(String name, String document, String offered, String not) {
        return new Case(name, document, words(offered), words(not));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    static List<Case> cases() {
        return List.of(
                offers("an empty document", "‸", "naftiko info consumes binds capability", "exposes"),
                offers("a beginning root key", "naftiko: 1.0.0-alpha2\nca‸", "capability info", "naftiko"),
                offers("keys of info", "naftiko: 1.0.0-alpha2\ninfo:\n  ‸", "label description tags", "capability"),
                offers(
                        "keys between others",
                        "naftiko: 1.0.0-alpha2\ninfo:\n  label: x\n  ‸\n  tags: [a]\n",
                        "description",
                        "label tags"),
                offers("the kinds of server", HEAD + "  exposes:\n    - type: ‸", "rest mcp skill control", "http"),
                offers("a first key of an item", HEAD + "  exposes:\n    - ‸", "type", "exposes"),
                offers(
                        "keys of an MCP server",
                        MCP.replace("      port: 8081", "      ‸"),
                        "port description",
                        "type tools"),
                offers(
                        "keys of a REST server",
                        HEAD + "  exposes:\n    - type: rest\n      ‸",
                        "resources port",
                        "tools"),
                offers("keys of a tool", MCP + "          ‸", "call with steps hints", "name method"),
                offers("keys of a tool, half a word", MCP + "          ca‸", "call", "name"),
                offers(
                        "operations for call",
                        MCP + "          call: ‸",
                        "pets.get-pet pets.delete-pet",
                        "shared.read-pet"),
                offers("operations for half a call", MCP + "          call: pets.g‸", "pets.get-pet", ""),
                offers("functions for ref", MCP + "          ref: ‸", "shared.read-pet", "pets.get-pet"),
                offers(
                        "parameters for with",
                        MCP + "          call: pets.get-pet\n          with:\n            ‸",
                        "id fields",
                        "name call"),
                offers(
                        "parameters that are left",
                        MCP + "          call: pets.get-pet\n          with:\n            id: x\n            ‸",
                        "fields",
                        "id"),
                offers(
                        "parameters in braces",
                        MCP + "          call: pets.get-pet\n          with: {id: x, ‸}",
                        "fields",
                        "id"),
                offers(
                        "arguments as values of with",
                        MCP + "          call: pets.get-pet\n          with:\n            id: ‸",
                        "pets-mcp.pet-id tools.pet-id",
                        "pets.get-pet"),
                offers(
                        "arguments as values in braces",
                        MCP + "          call: pets.get-pet\n          with: {id: ‸}",
                        "tools.pet-id",
                        "pets.get-pet"),
                offers(
                        "names in a template",
                        MCP + "          call: pets.get-pet\n          with:\n            id: \"{{‸\"",
                        "pet-id API_KEY env.API_KEY",
                        ""),
                offers(
                        "variables in a base URI",
                        HEAD.replace("https://pets.test", "\"https://{{A‸\""),
                        "API_KEY env.API_KEY",
                        "pet-id"),
                offers("methods", HEAD.replace("method: DELETE", "method: ‸"), "GET POST DELETE", ""),
                offers(
                        "keys of a parameter in braces",
                        HEAD.replace("{name: fields, in: query}", "{name: fields, ‸}"),
                        "in",
                        "name"),
                offers(
                        "places of a parameter in braces",
                        HEAD.replace("{name: fields, in: query}", "{name: fields, in: ‸}"),
                        "query header path",
                        "name"),
                offers("booleans", MCP + "          hints:\n            readOnly: ‸", "true false", ""),
                offers("REST arguments, the path's included", HEAD + """
                          exposes:
                            - type: rest
                              namespace: web
                              resources:
                                - path: /animals/{animal}
                                  operations:
                                    - method: GET
                                      call: pets.get-pet
                                      with:
                                        id: ‸
                        """, "web.animal rest.animal", ""),
                offers("earlier steps", MCP + """
                                  steps:
                                    - type: call
                                      name: first
                                      call: pets.get-pet
                                    - type: lookup
                                      name: second
                                      index: ‸
                        """, "first", "second"),
                offers("keys below a line that is not YAML", MCP + "          cal\n          ‸", "call with", "name"),
                offers(
                        "operations in a document broken elsewhere",
                        MCP.replace("      port: 8081", "      port 8081") + "          call: ‸",
                        "pets.get-pet",
                        ""),
                offers("nothing in a comment", MCP + "          # ‸", "", "call"),
                offers("nothing in a text", MCP + "          description: ‸", "", "call name"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void offersWhatFits(Case test) {
        MarkedDocument marked = MarkedDocument.of(test.document());

        List<String> labels = marked.document().complete(marked.cursor()).stream()
                .map(Completion::label)
                .toList();

        assertThat(labels)
                .containsAll(test.offered())
                .doesNotContainAnyElementsOf(test.not().isEmpty() ? List.of("") : test.not());
        assertThat(labels).doesNotHaveDuplicates();
        if (test.offered().isEmpty()) {
            assertThat(labels).isEmpty();
        }
    }

    @Test
    void replacesTheHalfWrittenWordAndOpensTheValue() {
        MarkedDocument marked = MarkedDocument.of(MCP + "          wi‸");

        Completion with = only(marked, "with");

        assertThat(marked.slice(with.range())).isEqualTo("wi");
        assertThat(with.text()).isEqualTo("with:\n            ");
        assertThat(with.documentation()).contains("handed to the called operation");
    }

    @Test
    void leavesTheColonAndTheValueBehindAKeyAlone() {
        MarkedDocument marked = MarkedDocument.of(MCP + "          ca‸: pets.get-pet");

        Completion call = only(marked, "call");

        assertThat(call.text()).isEqualTo("call");
        assertThat(marked.slice(call.range())).isEqualTo("ca");
    }

    @Test
    void replacesAValueBetweenItsQuotes() {
        MarkedDocument marked = MarkedDocument.of(MCP + "          call: \"pets.‸x\"");

        Completion operation = only(marked, "pets.get-pet");

        assertThat(marked.slice(operation.range())).isEqualTo("pets.x");
        assertThat(operation.detail()).isEqualTo("GET /pets/{id}");
        assertThat(operation.documentation()).startsWith("One pet.\n\n- `");
    }

    @Test
    void closesATemplateOnlyWhereItIsOpen() {
        MarkedDocument open = MarkedDocument.of(HEAD.replace("https://pets.test", "\"https://{{AP‸\""));
        MarkedDocument closed = MarkedDocument.of(HEAD.replace("https://pets.test", "\"https://{{ AP‸ }}\""));

        assertThat(only(open, "API_KEY").text()).isEqualTo("API_KEY}}");
        assertThat(only(closed, "API_KEY").text()).isEqualTo("API_KEY");
        assertThat(closed.slice(only(closed, "API_KEY").range())).isEqualTo("AP");
    }

    @Test
    void answersWhateverStandsInTheDocument() {
        Random random = new Random(20261121);
        String disturbing = "{}[]\"':-#|>&*!%@\t\n ,🐈";
        for (int i = 0; i < 120; i++) {
            StringBuilder text = new StringBuilder(MCP);
            for (int edit = random.nextInt(4); edit >= 0; edit--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.delete(at, Math.min(text.length(), at + random.nextInt(12)));
                } else {
                    text.insert(at, disturbing.charAt(random.nextInt(disturbing.length())));
                }
            }
            String marked = text.insert(random.nextInt(text.length()), "‸").toString();
            assertThatCode(() -> askEverything(MarkedDocument.of(marked)))
                    .as(marked)
                    .doesNotThrowAnyException();
        }
    }

    private static void askEverything(MarkedDocument marked) {
        EditorDocument document = marked.document();
        for (Completion completion : document.complete(marked.cursor())) {
            TextRange range = completion.range();
            assertThat(range.start().line()).isEqualTo(range.end().line());
            assertThat(range.touches(marked.cursor())).isTrue();
        }
        Hover hover = document.hover(marked.cursor());
        assertThat(hover == null || hover.range().touches(marked.cursor())).isTrue();
        document.definitions(marked.cursor());
        TextRange all = new TextRange(new TextPosition(0, 0), new TextPosition(10_000, 0));
        assertThat(document.quickFixes(all))
                .allSatisfy(fix -> assertThat(
                                fix.range().start().compareTo(fix.range().end()))
                        .isNotPositive());
    }

    private static Completion only(MarkedDocument marked, String label) {
        List<Completion> found = marked.document().complete(marked.cursor()).stream()
                .filter(completion -> completion.label().equals(label))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
