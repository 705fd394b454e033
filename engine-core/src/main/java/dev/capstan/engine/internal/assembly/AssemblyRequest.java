package dev.capstan.engine.internal.assembly;

import dev.capstan.engine.internal.load.LoadedDocument;
import dev.capstan.engine.internal.load.VariableResolver;
import dev.capstan.engine.reload.DocumentReload;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one generation of a document is made from.
 *
 * @param variables finds the values of its variables
 * @param previous the generation that it would replace; null for the first
 * @param reload reads the document anew
 */
public record AssemblyRequest(
        LoadedDocument loaded,
        VariableResolver variables,
        @Nullable DocumentGeneration previous,
        Supplier<DocumentReload> reload) {}
