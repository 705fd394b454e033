package dev.capstan.linter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.validator.DocumentValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Published documents, which are not part of this repository: the variable names the folder that holds {@code corpus} and
 * {@code checks}.
 */
@EnabledIfEnvironmentVariable(
        named = "CAPSTAN_PUBLISHED_DOCUMENTS",
        matches = ".+",
        disabledReason = "the published documents do not lie beside the repository")
class PublishedDocumentsTest {
    private final Path folder = Path.of(Objects.requireNonNull(System.getenv("CAPSTAN_PUBLISHED_DOCUMENTS")));

    @Test
    void strictVerdictsAreTheOfficialOnes() throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("checks/strict-verdicts.jsonl"))) {
            JsonNode example = mapper.readTree(line);
            YamlNode root = new YamlReader(YamlLimits.DEFAULT)
                    .read(mapper.writeValueAsString(example.get("document")), "example.json")
                    .root();
            boolean valid = DocumentValidator.strict().schema(root).isEmpty();
            if (valid != example.get("valid").booleanValue()) {
                wrong.add(example.get("name").asString());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theCatalogueHasNoErrorExceptWhereSomethingIsDead() throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : documents(folder.resolve("corpus/catalogue"))) {
            String name = file.getFileName().toString();
            List<String> errors = DocumentLinter.lenient().lint(file, name).diagnostics().stream()
                    .filter(Diagnostic::isError)
                    .filter(error -> !error.rule().endsWith("-not-served"))
                    .map(error -> error.rule() + " " + error.pointer())
                    .sorted()
                    .toList();
            if (!errors.isEmpty()) {
                found.put(name, errors);
            }
        }
        assertThat(found).isEqualTo(dead());
    }

    @Test
    void theOfficialDocumentsAreStrictlyValid() throws IOException {
        for (Path file : documents(folder.resolve("corpus/official"))) {
            YamlNode root = new YamlReader(YamlLimits.DEFAULT)
                    .read(file, file.toString())
                    .root();
            boolean document = root.toJson().has("naftiko");
            if (document) {
                assertThat(DocumentValidator.strict().schema(root)).isEmpty();
                assertThat(DocumentValidator.catalogue().schema(root)).isEmpty();
            }
        }
    }

    private static Map<String, List<String>> dead() {
        Map<String, List<String>> dead = new TreeMap<>();
        List<String> current = List.of();
        for (String line : TestDocuments.resource("catalogue-dead.txt").split("\n")) {
            if (line.startsWith("  ")) {
                current.add(line.trim());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                current = new ArrayList<>();
                dead.put(line, current);
            }
        }
        dead.values().forEach(Collections::sort);
        return dead;
    }

    private static List<Path> documents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }
}
