package dev.capstan.samples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.adapter.mcp.ToolList;
import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.status.DocumentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.node.ObjectNode;

/** No model provider refuses the tools of a document, and every client gets all annotations that it asks for. */
class ModelProviderRulesTest {
    private int tools;
    private final List<String> broken = new ArrayList<>();

    private void check(Path folder) throws IOException {
        List<Path> documents;
        try (Stream<Path> files = Files.list(folder)) {
            documents = files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
        documents.forEach(this::checkDocument);
    }

    private void checkDocument(Path document) {
        try (Engine engine = Engine.builder()
                .document(document)
                .placeholderVariables(true)
                .baseUriForAll("http://localhost:1")
                .build()) {
            for (DocumentStatus status : engine.documents()) {
                for (AdapterPlan adapter : status.adapters()) {
                    ToolList.of(adapter).tools().forEach(tool -> checkTool(document, tool));
                }
            }
        } catch (DocumentException refused) {
            // It has no tools.
        }
    }

    private void checkTool(Path document, ObjectNode tool) {
        tools++;
        List<String> found = new ArrayList<>(ModelProviderRules.brokenBy(tool));
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
