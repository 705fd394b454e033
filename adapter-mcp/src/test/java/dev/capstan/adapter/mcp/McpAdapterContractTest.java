package dev.capstan.adapter.mcp;

import dev.capstan.testkit.adapter.CallingAdapterContract;
import dev.capstan.testkit.adapter.HttpSender;
import java.io.IOException;
import java.net.URI;

class McpAdapterContractTest extends CallingAdapterContract {
    @Override
    protected String type() {
        return "mcp";
    }

    @Override
    protected String exposes(String namespace) {
        return """
                - type: mcp
                  namespace: %s
                  port: 9090
                  tools:
                    - name: get-item
                      description: Gets an item
                      call: api.get-item
                      inputParameters:
                        - {name: id, type: integer, description: Number of the item}
                    - {name: broken, description: Gets nothing, call: api.no-such}
                """.formatted(namespace);
    }

    private static String callTool(URI endpoint, String tool, String arguments) throws IOException {
        return HttpSender.send(
                "POST",
                endpoint,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}",
                "Content-Type",
                "application/json",
                "Accept",
                "application/json, text/event-stream",
                "MCP-Protocol-Version",
                "2025-06-18");
    }

    @Override
    protected String call(URI endpoint, String id) throws IOException {
        return callTool(endpoint, "get-item", "{\"id\":\"" + id + "\"}");
    }

    @Override
    protected String callBroken(URI endpoint) throws IOException {
        return callTool(endpoint, "broken", "{}");
    }
}
