package dev.capstan.adapter.mcp.internal.stdio;

import dev.capstan.adapter.mcp.internal.streams.Change;
import dev.capstan.adapter.mcp.internal.streams.OpenStream;
import dev.capstan.adapter.mcp.internal.streams.OpenStreams;
import io.netty.channel.EventLoop;

/** A client of a version with a handshake, which is told of every change without asking for it. On the connection's event loop. */
final class StdioListener implements OpenStream {
    private final StdioConnection connection;
    private final OpenStreams streams;
    private final Object owner;
    private boolean isListening;

    StdioListener(StdioConnection connection, OpenStreams streams, Object owner) {
        this.connection = connection;
        this.streams = streams;
        this.owner = owner;
    }

    /** The handshake is made. */
    void start() {
        isListening = isListening || streams.add(this, owner);
    }

    /** The client has gone. Safe for any thread. */
    void stop() {
        streams.remove(this);
    }

    @Override
    public EventLoop eventLoop() {
        return connection.eventLoop();
    }

    @Override
    public void changed(Change change) {
        connection.writer().notification(change.notification(connection.allocator()));
    }

    @Override
    public void updated(String uri) {
        // A document's resources are read when they are asked for; nobody can subscribe to them.
    }

    @Override
    public void end() {
        // The client's streams are the process's own.
    }
}
