package dev.capstan.document.link.imports;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.FileBinds;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.ConsumesImport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a document imports. */
@FunctionalInterface
public interface ImportResolver {
    /**
     * What an import stands for.
     *
     * @param api the API as its own document declares it; null when it cannot be had
     * @param binds those of the files that it was imported through, the nearest first
     * @param file that document's file; null when it lies nowhere
     * @param problems why not, or what is wrong in the imported document
     */
    record Imported(
            @Nullable ConsumesHttp api,
            List<FileBinds> binds,
            @Nullable Path file,
            List<Diagnostic> problems) {}

    /** Finds the API that an import names. */
    Imported resolve(ConsumesImport wanted);

    /** The file of the importing document, where its relative locations start; null when it lies nowhere. */
    default @Nullable Path importing() {
        return null;
    }

    /** Whether the files that the document names are looked at; where they are not, they are taken to be there. */
    default boolean readsFiles() {
        return true;
    }
}
