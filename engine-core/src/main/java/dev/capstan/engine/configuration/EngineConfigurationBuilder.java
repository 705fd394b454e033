package dev.capstan.engine.configuration;

import java.util.HashMap;
import java.util.Map;

/** Changes an {@link EngineConfiguration}. Not for several threads. */
public final class EngineConfigurationBuilder {
    private ServerConfiguration server;
    private final Map<String, NamespaceConfiguration> namespaces;
    private NamespaceConfiguration otherNamespaces;
    private long maxHeldBytes;
    private ScriptingConfiguration scripting;
    private final Map<String, IntrospectionClient> introspectionClients;

    EngineConfigurationBuilder(EngineConfiguration from) {
        this.server = from.server();
        this.namespaces = new HashMap<>(from.namespaces());
        this.otherNamespaces = from.otherNamespaces();
        this.maxHeldBytes = from.maxHeldBytes();
        this.scripting = from.scripting();
        this.introspectionClients = new HashMap<>(from.introspectionClients());
    }

    /** Sets what holds for listeners. */
    public EngineConfigurationBuilder server(ServerConfiguration server) {
        this.server = server;
        return this;
    }

    /** Sets what holds for one consumed API. */
    public EngineConfigurationBuilder namespace(String namespace, NamespaceConfiguration configuration) {
        namespaces.put(namespace, configuration);
        return this;
    }

    /** Sets what holds for all consumed APIs that have no settings of their own. */
    public EngineConfigurationBuilder otherNamespaces(NamespaceConfiguration configuration) {
        this.otherNamespaces = configuration;
        return this;
    }

    /** Sets what all calls together may hold in memory, in bytes; 0 derives it from the JVM's heap. */
    public EngineConfigurationBuilder maxHeldBytes(long bytes) {
        this.maxHeldBytes = bytes;
        return this;
    }

    /** Sets what holds for script steps. */
    public EngineConfigurationBuilder scripting(ScriptingConfiguration scripting) {
        this.scripting = scripting;
        return this;
    }

    /** Sets with what the tokens of an adapter's callers are introspected. */
    public EngineConfigurationBuilder introspectionClient(String adapter, IntrospectionClient client) {
        introspectionClients.put(adapter, client);
        return this;
    }

    /** The configuration. */
    public EngineConfiguration build() {
        return new EngineConfiguration(
                server,
                Map.copyOf(namespaces),
                otherNamespaces,
                maxHeldBytes,
                scripting,
                Map.copyOf(introspectionClients));
    }
}
