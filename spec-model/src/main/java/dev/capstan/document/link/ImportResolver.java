package dev.capstan.document.link;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.ConsumesImport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a document imports. */
@FunctionalInterface
public interface ImportResolver {
    /**
     * What an import stands for.
     *
     * @param api the API as its own document declares it; null when it cannot be had
     * @param problems why not, or what is wrong in the imported document
     */
    record Imported(@Nullable ConsumesHttp api, List<Diagnostic> problems) {}

    /** Finds the API that an import names. */
    Imported resolve(ConsumesImport wanted);
}
