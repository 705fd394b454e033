package dev.capstan.adapter.mcp.internal.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** What can change, and is told to those who listen. */
public enum Change {
    TOOLS("toolsListChanged", "notifications/tools/list_changed"),
    RESOURCES("resourcesListChanged", "notifications/resources/list_changed"),
    PROMPTS("promptsListChanged", "notifications/prompts/list_changed");

    private final String filter;
    private final String method;

    Change(String filter, String method) {
        this.filter = filter;
        this.method = method;
    }

    /** What a client that wants to know asks for. */
    String filter() {
        return filter;
    }

    /** The notification's name. */
    String method() {
        return method;
    }

    /** The notification for clients that get all of them: those of versions with a handshake. Of the caller. */
    public ByteBuf notification(ByteBufAllocator allocator) {
        return allocator
                .buffer()
                .writeBytes(("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\"}").getBytes(US_ASCII));
    }
}
