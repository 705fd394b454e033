package dev.capstan.linter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.linter.configuration.LintConfiguration;
import dev.capstan.linter.configuration.LintConfigurationReader;
import java.nio.file.Path;
import java.util.List;

/** A document to change, and linting it by a configuration. */
public final class Linting {
    /** Nothing is found in it. */
    public static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            info:
              label: Books
              description: Books of a shelf
              tags: [books]
            binds:
              - namespace: env
                keys:
                  SHELF_KEY: SHELF_KEY
            capability:
              consumes:
                - type: http
                  namespace: shelf
                  description: A shelf of books
                  baseUri: https://shelf.example.org/v1
                  authentication:
                    type: bearer
                    token: "{{SHELF_KEY}}"
                  resources:
                    - name: books
                      path: /books
                      operations:
                        - name: list-books
                          method: GET
              exposes:
                - type: mcp
                  namespace: book-tools
                  port: 9090
                  tools:
                    - name: list-books
                      description: Lists the books.
                      call: shelf.list-books
            """;

    private Linting() {}

    /** A configuration at the root of the tree that documents are in. */
    public static LintConfiguration configuration(String yaml) {
        return LintConfigurationReader.read(yaml, Path.of("/tree/.naftiko-lint.yaml"), ".naftiko-lint.yaml");
    }

    /** Lints a document of the tree. */
    public static LintOutcome lint(String configuration, String document) {
        return lint(configuration, document, "doc.yaml");
    }

    /** Lints a document at a place of the tree. */
    public static LintOutcome lint(String configuration, String document, String place) {
        return new ConfiguredLinter(configuration(configuration), false).lint(document, Path.of("/tree", place), place);
    }

    /** Findings as {@code line:column rule severity}. */
    public static List<String> places(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .map(found -> found.range().line() + ":" + found.range().column() + " " + found.rule() + " "
                        + found.severity())
                .toList();
    }
}
