package dev.capstan.samples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.linter.provider.ModelProviderRules;
import dev.capstan.linter.provider.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.node.ObjectNode;

/** No model provider refuses the tools of a document, and every client gets all annotations that it asks for. */
class ModelProviderRulesTest {
    private int tools;
    private final List<String> broken = new ArrayList<>();

    private void check(Path folder) throws IOException {
        ServedLists.of(folder, (document, list) -> list.tools().forEach(tool -> checkTool(document, tool)));
    }

    private void checkTool(Path document, ObjectNode tool) {
        tools++;
        List<String> found = ModelProviderRules.of(tool).stream()
                .map(Refusal::sentence)
                .collect(Collectors.toCollection(ArrayList::new));
        for (String hint : List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")) {
            if (!tool.path("annotations").path(hint).isBoolean()) {
                found.add("no " + hint);
            }
        }
        found.forEach(one -> broken.add(document.getFileName() + " " + tool.path("name") + ": " + one));
    }

    @Test
    void theSamplesAreTaken() throws IOException {
        check(Path.of("."));
        assertThat(broken).isEmpty();
        assertThat(tools).isPositive();
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "CAPSTAN_PUBLISHED_DOCUMENTS",
            matches = ".+",
            disabledReason = "names no folder with the published documents")
    void publishedDocumentsAreTaken() throws IOException {
        check(Path.of(System.getenv("CAPSTAN_PUBLISHED_DOCUMENTS"), "corpus", "catalogue"));
        assertThat(broken).isEmpty();
        assertThat(tools).isPositive();
    }
}
