package dev.capstan.engine.internal.load;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedDocument;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as read, validated and linked.
 *
 * @param file its name as the host gave it
 * @param path where it lies; null when it was given as text
 * @param linked null when it cannot be used at all
 * @param schemaErrors what the schema finds wrong; those inside a unit make that unit dead
 * @param diagnostics everything that was found
 * @param sources the files that it was made from
 */
public record LoadedDocument(
        String file,
        @Nullable Path path,
        @Nullable LinkedDocument linked,
        List<Diagnostic> schemaErrors,
        List<Diagnostic> diagnostics,
        SourceFiles sources) {}
