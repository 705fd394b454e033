package dev.capstan.engine.spi.adapter;

import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedUnit;
import java.util.List;

/** A document as its adapters see it. Safe for any thread. */
public interface DocumentView {
    /** The document with its names resolved. */
    LinkedDocument linked();

    /** Whether an operation or tool of the document is served by one of its adapters. */
    boolean serves(LinkedUnit unit);

    /** What became of each adapter that the document declares, now, in its order. Complete once the engine has started. */
    List<AdapterState> adapters();
}
