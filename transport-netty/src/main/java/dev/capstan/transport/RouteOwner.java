package dev.capstan.transport;

/**
 * Who registers routes.
 *
 * @param file the document's name
 * @param title what the document calls itself
 * @param type {@code exposes.type}
 * @param namespace the adapter's
 */
public record RouteOwner(String file, String title, String type, String namespace) {}
