package dev.capstan.engine;

import dev.capstan.engine.internal.assembly.DocumentGeneration;

/** One document of an engine: the generation of it that new calls begin with. Safe for any thread. */
final class EngineDocument {
    private volatile DocumentGeneration current;

    EngineDocument(DocumentGeneration first) {
        this.current = first;
    }

    DocumentGeneration current() {
        return current;
    }
}
