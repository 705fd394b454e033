package dev.capstan.samples.documents;

import dev.capstan.adapter.mcp.ToolList;
import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.status.DocumentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The lists of tools of all documents in a folder. */
final class ServedLists {
    private ServedLists() {}

    /** Hands on each list that has a tool, with its document. */
    static void of(Path folder, BiConsumer<Path, ToolList> listener) throws IOException {
        List<Path> documents;
        try (Stream<Path> files = Files.list(folder)) {
            documents = files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
        documents.forEach(document -> ofDocument(document, listener));
    }

    private static void ofDocument(Path document, BiConsumer<Path, ToolList> listener) {
        try (Engine engine = Engine.builder()
                .document(document)
                .placeholderVariables(true)
                .baseUriForAll("http://localhost:1")
                .build()) {
            for (DocumentStatus status : engine.documents()) {
                for (AdapterPlan adapter : status.adapters()) {
                    ToolList list = ToolList.of(adapter);
                    if (!list.tools().isEmpty()) {
                        listener.accept(document, list);
                    }
                }
            }
        } catch (DocumentException refused) {
            // It has no tools.
        }
    }
}
