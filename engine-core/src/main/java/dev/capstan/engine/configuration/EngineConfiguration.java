package dev.capstan.engine.configuration;

import java.util.Map;

/**
 * What an operator sets for an engine.
 *
 * @param server of listeners
 * @param namespaces of consumed APIs by namespace
 * @param otherNamespaces of consumed APIs that {@code namespaces} does not name
 */
public record EngineConfiguration(
        ServerConfiguration server,
        Map<String, NamespaceConfiguration> namespaces,
        NamespaceConfiguration otherNamespaces) {
    /** The defaults. */
    public static final EngineConfiguration DEFAULT =
            new EngineConfiguration(ServerConfiguration.DEFAULT, Map.of(), NamespaceConfiguration.DEFAULT);

    /** What holds for that consumed API. */
    public NamespaceConfiguration namespace(String namespace) {
        return namespaces.getOrDefault(namespace, otherNamespaces);
    }
}
