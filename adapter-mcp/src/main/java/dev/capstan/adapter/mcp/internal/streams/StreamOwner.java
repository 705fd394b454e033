package dev.capstan.adapter.mcp.internal.streams;

import org.jspecify.annotations.Nullable;

/**
 * Whose the streams of a document's adapter are, however often the document is loaded anew: the adapter of that name, at that address.
 *
 * @param file the document's name
 * @param namespace the adapter's
 * @param address as the document says it; null where it does not, or the adapter is served over stdio
 * @param port as the document says it; 0 for an adapter that is served over stdio
 */
public record StreamOwner(
        String file, String namespace, @Nullable String address, int port) {}
