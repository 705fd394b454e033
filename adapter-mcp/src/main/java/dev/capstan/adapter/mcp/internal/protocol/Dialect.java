package dev.capstan.adapter.mcp.internal.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What a version of the protocol asks for: its methods, how its results begin, its codes, and what it means that a client goes
 * away. Immutable; safe for any thread.
 */
public sealed interface Dialect permits Legacy, Modern {
    /** The version. */
    McpProtocolVersion version();

    /** The method of that name; null when it has none. */
    @Nullable
    McpMethod method(String name);

    /** That there is no such method. */
    JsonRpcError methodNotFound(String message);

    /** That there is no such resource. */
    JsonRpcError resourceNotFound(String uri);

    /** Writes what every result begins with, up to its own first member; a comma, where something was written. */
    void beginResult(Freshness freshness, ByteBuf out);

    /** Whether a client that ends its HTTP request means that it is to be given up. */
    boolean disconnectCancels();
}
