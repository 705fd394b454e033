package dev.capstan.engine.spi.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import java.util.List;

/**
 * What became of an adapter.
 *
 * @param type {@code exposes.type}
 * @param namespace its name
 * @param isServed whether it was made; one that is dead, or of which no module is there, is not
 * @param endpoints where it is reached; empty unless it is served
 * @param leftOut what of it is left out
 */
public record AdapterState(
        String type,
        String namespace,
        boolean isServed,
        List<ServerAdapter.Endpoint> endpoints,
        List<LeftOut> leftOut) {
    /**
     * A part of an adapter that is left out, or all of it.
     *
     * @param name its published name; the adapter's, when all of it is left out
     * @param pointer JSON pointer of its place in the document
     * @param reasons why
     */
    public record LeftOut(String name, String pointer, List<Diagnostic> reasons) {}
}
