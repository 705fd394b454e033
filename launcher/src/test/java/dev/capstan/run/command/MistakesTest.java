package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.status.DeadUnit;
import dev.capstan.engine.status.DocumentStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each block of mistakes.txt makes one slip of the pen in a document as people write them: what lint says of it, with the place
 * and what to write, the exit code, and what is not served because of it.
 */
class MistakesTest {
    private static final String VALID = resource("library.yaml");

    @TempDir
    Path directory;

    /** One block: what stands in the document, what is written instead, and what is expected of it. */
    private record Mistake(String before, String after, String expected) {
        static Mistake parse(String block) {
            String[] parts = block.stripTrailing().split("\n=> |\n(?=exit )", 3);
            assertThat(parts).as(block).hasSize(3);
            return new Mistake(text(parts[0]), text(parts[1]), parts[2]);
        }

        private static String text(String written) {
            return written.replace("⏎", "\n");
        }

        String document() {
            int at = VALID.indexOf(before);
            assertThat(at).as("\"%s\" stands in the document", before).isNotNegative();
            assertThat(VALID.indexOf(before, at + 1))
                    .as("\"%s\" stands there once", before)
                    .isNegative();
            return VALID.substring(0, at) + after + VALID.substring(at + before.length());
        }
    }

    @Test
    void theDocumentIsServedWhole() throws IOException {
        assertThat(outcome(VALID)).isEqualTo("exit 0\nserved whole");
    }

    @TestFactory
    List<DynamicTest> aMistakeIsToldWithWhatToWriteAndNothingIsServedAsSomethingElse() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String block : resource("mistakes.txt").split("\n\n")) {
            if (!block.startsWith("#")) {
                Mistake mistake = Mistake.parse(block);
                tests.add(DynamicTest.dynamicTest(
                        mistake.after(),
                        () -> assertThat(outcome(mistake.document())).isEqualTo(mistake.expected())));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(60);
        return tests;
    }

    private String outcome(String yaml) throws IOException {
        Path file = Files.writeString(Files.createTempFile(directory, "library", ".yaml"), yaml);
        CommandLine line = new CommandLine();
        int exit = line.run("lint", "--format", "json", file.toString());
        StringBuilder outcome = new StringBuilder("exit " + exit);
        for (JsonNode found : JsonMapper.shared().readTree(line.out()).path("diagnostics")) {
            outcome.append("\n%d:%d %s %s: %s"
                    .formatted(
                            found.path("line").asInt(),
                            found.path("column").asInt(),
                            found.path("severity").asString(),
                            found.path("rule").asString(),
                            found.path("message").asString()));
        }
        return outcome + "\n" + served(file);
    }

    private static String served(Path file) {
        try (Engine engine = Engine.builder()
                .document(file)
                .bind("LIBRARY_TOKEN", "secret")
                .placeholderVariables(true)
                .build()) {
            DocumentStatus status = engine.documents().get(0);
            List<String> dead =
                    status.dead().stream().map(DeadUnit::name).collect(Collectors.toCollection(ArrayList::new));
            List<String> adapters =
                    status.adapters().stream().map(AdapterPlan::namespace).toList();
            for (String adapter : List.of("desk", "agents")) {
                if (!adapters.contains(adapter)) {
                    dead.add("the adapter " + adapter);
                }
            }
            return !status.serving()
                    ? "nothing is served"
                    : dead.isEmpty() ? "served whole" : "not served: " + String.join(", ", dead);
        } catch (DocumentException refused) {
            assertThat(refused.diagnostics()).anyMatch(Diagnostic::isError);
            return "nothing is served";
        }
    }

    private static String resource(String name) {
        try (InputStream in = MistakesTest.class.getResourceAsStream("/mistakes/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
