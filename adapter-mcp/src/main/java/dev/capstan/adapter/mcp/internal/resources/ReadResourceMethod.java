package dev.capstan.adapter.mcp.internal.resources;

import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;

/** {@code resources/read}: what a resource holds. */
public final class ReadResourceMethod implements McpMethod {
    private final ResourceCatalog catalog;

    /** The method, for these resources. */
    public ReadResourceMethod(ResourceCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String name() {
        return "resources/read";
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        String uri = null;
        for (String name = params.next(); name != null; name = params.next()) {
            if (name.equals("uri")) {
                uri = params.subject(name);
            } else {
                params.skip();
            }
        }
        if (uri == null) {
            throw new JsonRpcException(
                    JsonRpcError.invalidParams("params.uri is missing: the URI of the resource to read"));
        }
        MethodCall call = catalog.read(uri);
        if (call == null) {
            throw new JsonRpcException(dialect.resourceNotFound(uri.length() <= 256 ? uri : uri.substring(0, 256)));
        }
        return call;
    }
}
