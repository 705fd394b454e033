package dev.capstan.adapter.mcp.internal.server;

import dev.capstan.adapter.mcp.internal.protocol.Modern;
import dev.capstan.adapter.mcp.internal.stdio.StdioServers;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import dev.capstan.adapter.mcp.internal.streams.StreamOwner;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import java.net.InetAddress;
import java.util.List;

/** An adapter that waits for whoever has the standard streams of the process. */
public final class StdioAdapter implements ServerAdapter {
    private final AdapterPlan plan;
    private final int tools;
    private final OpenStreams streams;
    private final StreamOwner owner;
    private final StdioServers servers;

    private StdioAdapter(AdapterPlan plan, int tools, OpenStreams streams, StreamOwner owner, StdioServers servers) {
        this.streams = streams;
        this.owner = owner;
        this.plan = plan;
        this.tools = tools;
        this.servers = servers;
    }

    /** Registers the adapter with the engine. */
    public static StdioAdapter create(ServerAdapterContext context, LinkedAdapter.Mcp adapter) {
        AdapterPlan plan = context.plan();
        StdioServers servers = StdioServers.of(context.engine());
        OpenStreams streams = OpenStreams.of(context.engine());
        StreamOwner owner = new StreamOwner(plan.file(), plan.namespace(), null, 0);
        McpServer server = McpServer.create(
                plan, adapter, context.engine(), streams, owner, Modern.Sharing.PRIVATE, context::report);
        server.takeStreams();
        servers.add(server.overStdio(plan, true, false));
        return new StdioAdapter(plan, McpServer.tools(plan, adapter).size(), streams, owner, servers);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint("mcp", plan.namespace(), "stdio:", InetAddress.getLoopbackAddress(), tools));
    }

    @Override
    public boolean isReloadable() {
        return true;
    }

    @Override
    public void withdraw() {
        streams.withdraw(owner);
        servers.remove(plan.file(), plan.namespace());
    }
}
