package dev.capstan.adapter.mcp.internal.resources;

import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import java.util.List;

/** What answers for one URI, or for all that a template matches. Immutable; safe for any thread. */
interface ServedResource {
    /**
     * The call that reads it.
     *
     * @param uri as the client asked for it
     * @param values of the URI's placeholders, in order
     * @throws dev.capstan.adapter.mcp.internal.protocol.JsonRpcException when a value is none that it takes
     */
    MethodCall read(String uri, List<String> values);
}
