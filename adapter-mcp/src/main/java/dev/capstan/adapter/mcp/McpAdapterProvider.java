package dev.capstan.adapter.mcp;

import dev.capstan.adapter.mcp.internal.server.McpAdapter;
import dev.capstan.adapter.mcp.internal.server.StdioAdapter;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;

/** Serves {@code exposes} of type {@code mcp} by the Model Context Protocol, over HTTP and stdio. */
public final class McpAdapterProvider implements ServerAdapterProvider {
    private static final String STDIO = "stdio";

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
    public boolean serves(String transport) {
        return transport.equals("http") || transport.equals(STDIO);
    }

    @Override
    public ServerAdapter create(ServerAdapterContext context) {
        if (context.plan().linked() instanceof LinkedAdapter.Mcp adapter) {
            return STDIO.equals(adapter.declaration().transport())
                    ? StdioAdapter.create(context, adapter)
                    : McpAdapter.create(context, adapter);
        }
        throw new InvalidSettingException("only an adapter of type mcp can be served as one");
    }
}
