package dev.capstan.adapter.mcp.internal.streams;

import io.netty.channel.EventLoop;

/** A stream that a client keeps open to hear of what happens. */
public interface OpenStream {
    /** Where everything of it happens. */
    EventLoop eventLoop();

    /** Something changed that the client may want to know. On its event loop. */
    void changed(Change change);

    /** A resource holds something else than before. On its event loop. */
    void updated(String uri);

    /** Ends it in good order: the server stops. On its event loop; harmless when it has ended. */
    void end();
}
