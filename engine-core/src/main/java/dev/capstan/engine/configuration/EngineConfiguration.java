package dev.capstan.engine.configuration;

import java.util.HashMap;
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

    /** The same with these listeners' settings. */
    public EngineConfiguration withServer(ServerConfiguration server) {
        return new EngineConfiguration(server, namespaces, otherNamespaces);
    }

    /** The same with these settings for one consumed API. */
    public EngineConfiguration withNamespace(String namespace, NamespaceConfiguration configuration) {
        Map<String, NamespaceConfiguration> more = new HashMap<>(namespaces);
        more.put(namespace, configuration);
        return new EngineConfiguration(server, Map.copyOf(more), otherNamespaces);
    }

    /** The same with these settings for all consumed APIs that have none of their own. */
    public EngineConfiguration withOtherNamespaces(NamespaceConfiguration configuration) {
        return new EngineConfiguration(server, namespaces, configuration);
    }
}
