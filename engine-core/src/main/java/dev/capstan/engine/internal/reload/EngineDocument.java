package dev.capstan.engine.internal.reload;

import dev.capstan.engine.internal.assembly.DocumentGeneration;
import dev.capstan.engine.internal.load.DocumentSource;
import dev.capstan.engine.reload.DocumentReload;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One document of an engine: the generation of it that new calls begin with. Safe for any thread. */
public final class EngineDocument {
    private final DocumentSource source;
    private final Function<EngineDocument, DocumentReload> reload;
    private volatile @Nullable DocumentGeneration current;

    /** A document that is not loaded yet; {@code reload} loads it anew. */
    public EngineDocument(DocumentSource source, Function<EngineDocument, DocumentReload> reload) {
        this.source = source;
        this.reload = reload;
    }

    /** Reads it anew. Blocks. */
    public DocumentReload reload() {
        return reload.apply(this);
    }

    /** Where it comes from. */
    public DocumentSource source() {
        return source;
    }

    /** Begins new calls with that generation from now on. */
    public void serve(DocumentGeneration generation) {
        current = generation;
    }

    /**
     * The generation that new calls begin with.
     *
     * @throws IllegalStateException when the document is not loaded yet
     */
    public DocumentGeneration current() {
        DocumentGeneration generation = current;
        if (generation == null) {
            throw new IllegalStateException("the engine is being built");
        }
        return generation;
    }

    /** Closes what belongs to the document alone, if it was loaded. No call is on its way any more. */
    public void close() {
        DocumentGeneration generation = current;
        if (generation != null) {
            generation.close();
        }
    }
}
