package dev.capstan.linter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.linter.DocumentLinter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptArgumentUnknownTest {
    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            capability:
              consumes: []
              exposes:
                - type: mcp
                  namespace: tools
                  port: 9090
                  tools: []
                  prompts:
                    - name: recommend
                      label: Recommend
                      description: Recommends a book.
                      arguments:
                        - {name: genre, description: What the reader likes.}
                        - {name: author-name, description: Who wrote it.}
                      template:
                        - role: user
                          content: '%s'
            """;

    /** Each line: what a message says, and the names in it that are reported. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "of {{genre}} by {author-name} and {{ genre }} |",
                "of {{genere}}                                 | genere",
                "of {genere}                                   | genere",
                "of {{genere}} and {{genere}} and {{place}}    | genere place",
                "as JSON {\"title\": {\"of\": 1}} or {isbn} or {} |",
            })
    void namesThatAreNoArgumentsAreTold(String content, String names) {
        String document = DOCUMENT.formatted(content);
        List<Diagnostic> found =
                DocumentLinter.lenient().lint(document, Path.of("prompts.yaml"), "prompts.yaml").diagnostics().stream()
                        .filter(diagnostic -> diagnostic.rule().equals("prompt-argument-unknown"))
                        .toList();

        assertThat(found)
                .extracting(diagnostic -> diagnostic.message().split("\"")[1])
                .containsExactly(names == null ? new String[0] : names.split(" "));
        assertThat(found)
                .allSatisfy(diagnostic -> assertThat(diagnostic.range().line()).isEqualTo(18));
    }
}
