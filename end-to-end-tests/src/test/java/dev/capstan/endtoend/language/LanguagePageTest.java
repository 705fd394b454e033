package dev.capstan.endtoend.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.validator.DocumentValidator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/language.md and docs/language: each is served, and does what its transcripts show. */
class LanguagePageTest {
    /** The page of what the format does not have. */
    private static final String ADDITIONS = "language/additions.md";

    static List<Example> examples() {
        return Example.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    @Execution(ExecutionMode.CONCURRENT)
    void anExampleDoesWhatItsTranscriptsShow(Example example, @TempDir Path folder) throws IOException {
        List<String> wrong = new ArrayList<>();
        try (ServedExample served = new ServedExample(example, folder)) {
            wrong.addAll(served.faults());
            for (Exchange exchange : example.exchanges()) {
                served.run(exchange)
                        .forEach(what -> wrong.add("docs/" + example.page() + ":" + exchange.line() + ": " + what));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What people copy must neither be found fault with nor lose a part when it is served. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void anExampleIsAsTheFormatSays(Example example) {
        for (YamlNode document : example.documents()) {
            if (example.page().equals(ADDITIONS)) {
                assertThat(DocumentValidator.catalogue().schema(document))
                        .noneMatch(found -> found.severity() == Severity.ERROR);
            } else {
                assertThat(DocumentValidator.strict().schema(document)).isEmpty();
            }
        }
    }

    @Test
    void everyExampleHasATranscript() {
        assertThat(examples())
                .allSatisfy(example -> assertThat(example.exchanges())
                        .as("docs/%s:%d", example.page(), example.line())
                        .isNotEmpty());
    }
}
