package dev.capstan.engine.configuration;

import java.util.Map;

/**
 * What an operator sets for an engine. Made by a {@linkplain #builder() builder}, so that further settings break nobody.
 *
 * @param server of listeners
 * @param namespaces of consumed APIs by namespace
 * @param otherNamespaces of consumed APIs that {@code namespaces} does not name
 * @param maxHeldBytes what all calls together may hold in memory; 0 derives it from the JVM's heap and its memory
 *     for buffers
 * @param scripting of script steps
 * @param introspectionClients by an adapter's namespace, with what the adapter's tokens are introspected (RFC 7662)
 */
public record EngineConfiguration(
        ServerConfiguration server,
        Map<String, NamespaceConfiguration> namespaces,
        NamespaceConfiguration otherNamespaces,
        long maxHeldBytes,
        ScriptingConfiguration scripting,
        Map<String, IntrospectionClient> introspectionClients) {
    /** The defaults. */
    public static final EngineConfiguration DEFAULT = new EngineConfiguration(
            ServerConfiguration.DEFAULT,
            Map.of(),
            NamespaceConfiguration.DEFAULT,
            0,
            ScriptingConfiguration.DEFAULT,
            Map.of());

    /** The defaults, to be changed. */
    public static EngineConfigurationBuilder builder() {
        return DEFAULT.toBuilder();
    }

    /** This configuration, to be changed. */
    public EngineConfigurationBuilder toBuilder() {
        return new EngineConfigurationBuilder(this);
    }

    /** What holds for that consumed API. */
    public NamespaceConfiguration namespace(String namespace) {
        return namespaces.getOrDefault(namespace, otherNamespaces);
    }

    /** The same with these listeners' settings. */
    public EngineConfiguration withServer(ServerConfiguration server) {
        return toBuilder().server(server).build();
    }

    /** The same with these settings for one consumed API. */
    public EngineConfiguration withNamespace(String namespace, NamespaceConfiguration configuration) {
        return toBuilder().namespace(namespace, configuration).build();
    }

    /** The same with these settings for all consumed APIs that have none of their own. */
    public EngineConfiguration withOtherNamespaces(NamespaceConfiguration configuration) {
        return toBuilder().otherNamespaces(configuration).build();
    }
}
