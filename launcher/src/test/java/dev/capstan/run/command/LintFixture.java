package dev.capstan.run.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents to lint, and what the command says of them. */
abstract class LintFixture {
    static final String CLEAN = """
            naftiko: 1.0.0-alpha2
            info:
              label: Books
              description: Books of a shelf
              tags: [books]
            consumes:
              - type: http
                namespace: shelf
                description: A shelf of books
                baseUri: https://shelf.example.org/v1
                resources:
                  - name: books
                    path: /books
                    operations:
                      - name: list-books
                        method: GET
            """;
    static final String WARNING = CLEAN.replace("org/v1", "org/v1/ # the shelf");
    static final String INFO = CLEAN.replace("  tags: [books]\n", "");
    static final String ERROR = CLEAN.replace("type: http", "type: [http]");

    final CommandLine line = new CommandLine();

    @TempDir
    Path directory;

    String file(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    int lint(String... args) {
        List<String> all = new ArrayList<>(List.of("lint"));
        all.addAll(List.of(args));
        return line.run(all.toArray(String[]::new));
    }

    List<String> jsonRules() {
        List<String> rules = new ArrayList<>();
        for (JsonNode found : json().path("diagnostics")) {
            rules.add(found.path("rule").asString());
        }
        return rules;
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(line.out());
    }
}
