package dev.capstan.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** One connection, with one request on its way at most. */
final class LoadConnection extends ByteToMessageDecoder {
    private final LoadWorker worker;
    private final Channel channel;
    private final ResponseScanner scanner = new ResponseScanner();
    private boolean waiting;
    private long since;

    LoadConnection(LoadWorker worker, Channel channel) {
        this.worker = worker;
        this.channel = channel;
    }

    /**
     * Sends the request.
     *
     * @param since what its latency counts from
     */
    void send(ByteBuf request, long since) {
        this.since = since;
        waiting = true;
        channel.writeAndFlush(request.duplicate(), channel.voidPromise());
    }

    /** Whether a request is on its way. */
    boolean isWaiting() {
        return waiting;
    }

    /** What the latency of the request on its way counts from. */
    long since() {
        return since;
    }

    void close() {
        channel.close();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (scanner.scan(in)) {
            if (!waiting) {
                throw new IllegalStateException("a response that nothing was asked for");
            }
            waiting = false;
            boolean closing = scanner.isClosing();
            if (closing) {
                context.close();
            }
            worker.onResponse(this, scanner.status(), since, closing);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        worker.onClosed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
