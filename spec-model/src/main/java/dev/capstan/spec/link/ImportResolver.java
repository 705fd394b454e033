package dev.capstan.spec.link;

import dev.capstan.spec.diagnostic.Diagnostic;
import dev.capstan.spec.model.ConsumesHttp;
import dev.capstan.spec.model.ConsumesImport;
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
