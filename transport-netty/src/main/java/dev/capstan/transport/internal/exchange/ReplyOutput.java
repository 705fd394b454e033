package dev.capstan.transport.internal.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Where replies are written to. On the event loop. */
public interface ReplyOutput {
    /** The client's address, without its port. */
    String clientAddress();

    /** Makes the buffers of what is written. */
    ByteBufAllocator allocator();

    /** Whether the client reads fast enough to take more. */
    boolean isWritable();

    /** Writes bytes, and takes them over. They leave with the next flush. */
    void write(ByteBuf bytes);

    /** Writes the beginning of a final reply, from its status line on, and takes it over. */
    void writeHead(ByteBuf bytes);

    /** Flushes at the end of what goes on now. */
    void flushSoon();
}
