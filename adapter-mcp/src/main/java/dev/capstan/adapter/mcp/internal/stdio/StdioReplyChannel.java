package dev.capstan.adapter.mcp.internal.stdio;

import dev.capstan.adapter.mcp.internal.protocol.Envelope;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.McpProtocolVersion;
import dev.capstan.adapter.mcp.internal.protocol.ReplyChannel;
import dev.capstan.adapter.mcp.internal.stdio.StdioServers.Server;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.MemoryReservation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** The reply to one message: a line, written as a whole so that lines of others do not fall between its pieces. */
final class StdioReplyChannel implements ReplyChannel, BodyCollector.Listener {
    private final StdioConnection connection;
    private final MemoryReservation memory;
    /** Who answers; null once nothing of it is needed. */
    private @Nullable Server server;

    private byte @Nullable [] id;
    private @Nullable GoneListener listener;
    private boolean ended;

    StdioReplyChannel(StdioConnection connection, @Nullable Server server, MemoryReservation memory) {
        this.connection = connection;
        this.server = server;
        this.memory = memory;
    }

    /** The message turned out to be the request of that id. */
    void answers(byte[] request) {
        id = request;
    }

    @Override
    public EventLoop eventLoop() {
        return connection.eventLoop();
    }

    @Override
    public CallContext callContext() {
        return CallContext.NONE;
    }

    @Override
    public ByteBufAllocator allocator() {
        return connection.allocator();
    }

    @Override
    public MemoryReservation memory() {
        return memory;
    }

    @Override
    public void onGone(GoneListener listener) {
        this.listener = listener;
    }

    @Override
    public boolean takesNotifications() {
        return true;
    }

    @Override
    public void send(ByteBuf notification) {
        if (ended) {
            notification.release();
        } else {
            connection.writer().notification(notification);
        }
    }

    @Override
    public void keepAlive() {
        // The streams are the process's own: nothing closes them for being idle.
        releaseServer();
    }

    @Override
    public void reply(int status, Body message) {
        if (ended) {
            message.discard();
        } else {
            BodyCollector.collect(message, allocator(), connection.longest(), memory, this);
        }
    }

    @Override
    public void onCollected(ByteBuf bytes) {
        if (ended) {
            bytes.release();
            return;
        }
        ended = true;
        connection.writer().reply(bytes, this::written);
    }

    private void written() {
        eventLoop().execute(this::release);
    }

    private void releaseServer() {
        Server answered = server;
        server = null;
        if (answered != null) {
            connection.releasedOne(answered);
        }
    }

    private void release() {
        memory.release();
        releaseServer();
        connection.ended(this, id);
    }

    @Override
    public void onTooLarge(long limit) {
        fail("the answer is longer than " + limit + " bytes, which is the most that one line carries");
    }

    @Override
    public void onFailure(Throwable failure) {
        fail("the answer broke off");
    }

    private void fail(String why) {
        if (!ended) {
            ByteBuf out = allocator().buffer();
            JsonRpcError error = JsonRpcError.internalError(why);
            if (id == null) {
                Envelope.error(error, out);
            } else {
                Envelope.error(id, error, out);
            }
            onCollected(out);
        }
    }

    @Override
    public void defect(Throwable defect) {
        fail("an internal error; the log has the details under incident " + connection.incident(defect));
    }

    @Override
    public void agreed(McpProtocolVersion version) {
        connection.agreed(version);
    }

    /** There is nothing to answer. */
    void nothing() {
        if (!ended) {
            ended = true;
            release();
        }
    }

    /** The client wants no answer any more: the call is given up. */
    void cancel() {
        if (!ended) {
            ended = true;
            GoneListener told = listener;
            if (told != null) {
                told.onGone(true);
            }
            release();
        }
    }
}
