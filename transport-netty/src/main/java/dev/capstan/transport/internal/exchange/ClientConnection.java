package dev.capstan.transport.internal.exchange;

import dev.capstan.http.body.BodyQueue;
import io.netty.channel.EventLoop;

/** The connection of an exchange. All on its event loop. */
public interface ClientConnection extends BodyQueue.Source {
    /** Where everything of the connection happens. */
    EventLoop eventLoop();

    /** Where replies are written to. */
    ReplyOutput output();

    /** What the connection came in on. */
    ServerContext server();

    /**
     * The current exchange's reply has been written.
     *
     * @param close whether the connection ends with it
     */
    void onReplyEnded(boolean close);

    /**
     * The current exchange's reply cannot be completed.
     *
     * @param endIsClose whether the client takes the connection's proper end for the reply's
     */
    void onReplyBroken(boolean endIsClose);

    /** Ends the connection at once. */
    void abort();
}
