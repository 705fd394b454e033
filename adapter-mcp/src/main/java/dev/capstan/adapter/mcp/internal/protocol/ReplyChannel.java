package dev.capstan.adapter.mcp.internal.protocol;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.MemoryReservation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** Where the answer to one request goes. All on its event loop; one reply. */
public interface ReplyChannel {
    /** Invoked when nobody waits for the answer any more. */
    @FunctionalInterface
    interface GoneListener {
        /**
         * At most once, and not after the reply's end.
         *
         * @param cancelled whether the client said so, and did not just go away
         */
        void onGone(boolean cancelled);
    }

    /** Where everything of the request happens. */
    EventLoop eventLoop();

    /** What travels with the calls that the request leads to. */
    CallContext callContext();

    /** Makes the buffers of replies. */
    ByteBufAllocator allocator();

    /** What the request holds of the memory that all calls share; what was read of it is held already. */
    MemoryReservation memory();

    /** To be told when nobody waits any more. */
    void onGone(GoneListener listener);

    /** Whether messages can go before the reply. */
    boolean takesNotifications();

    /**
     * Sends a message before the reply, and takes it over; drops it where the client does not take any, or reads too slowly.
     */
    void send(ByteBuf notification);

    /**
     * Keeps what carries the notifications open while there are none, for requests that are answered after a long time or never, and
     * that need nothing of the document meanwhile: it may be loaded anew.
     */
    void keepAlive();

    /**
     * Sends the reply, and takes it over.
     *
     * @param status of an HTTP reply
     */
    void reply(int status, Body message);

    /** Whether the reply may be compressed with gzip: see {@link #replyCompressed}. */
    default boolean takesGzip() {
        return false;
    }

    /** Sends a reply that is compressed with gzip, and takes it over. Only where {@link #takesGzip} says so. */
    default void replyCompressed(Body message) {
        message.discard();
        throw new IllegalStateException("nothing is compressed here");
    }

    /** Ends the request because of a defect of this software, which goes to the log. */
    void defect(Throwable defect);

    /** The header fields that came with the request; null where there are none. */
    default @Nullable HeaderFields fields() {
        return null;
    }

    /** What is kept of the client between its requests; null where nothing is. */
    default @Nullable ClientSession session() {
        return null;
    }

    /** The client and this server agreed on a version for the requests to come. */
    default void agreed(McpProtocolVersion version) {
        // Nothing is kept where every request stands for itself.
    }
}
