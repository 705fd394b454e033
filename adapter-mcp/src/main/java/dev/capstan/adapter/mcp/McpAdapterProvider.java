package dev.capstan.adapter.mcp;

import dev.capstan.engine.spi.InvalidSettingException;
import dev.capstan.engine.spi.ServerAdapter;
import dev.capstan.engine.spi.ServerAdapterContext;
import dev.capstan.engine.spi.ServerAdapterProvider;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.spec.link.LinkedAdapter;

/** Serves {@code exposes} of type {@code mcp} by the Model Context Protocol over HTTP. */
public final class McpAdapterProvider implements ServerAdapterProvider {
    /** For the service loader. */
    public McpAdapterProvider() {}

    @Override
    public String type() {
        return "mcp";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ServerAdapter create(ServerAdapterContext context) {
        if (context.plan().linked() instanceof LinkedAdapter.Mcp adapter) {
            return McpAdapter.create(context, adapter);
        }
        throw new InvalidSettingException("only an adapter of type mcp can be served as one");
    }
}
