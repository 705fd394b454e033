package dev.capstan.benchmarks.peer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Looks for the end of each request's head, and writes the answer. Takes requests without a body only. */
final class UpstreamHandler extends ByteToMessageDecoder {
    private static final int MAXIMUM_HEAD = 64 * 1024;

    private final ByteBuf answer;
    private final LongAdder requests;

    UpstreamHandler(ByteBuf answer, LongAdder requests) {
        this.answer = answer;
        this.requests = requests;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int end = endOfHead(in);
        if (end < 0) {
            if (in.readableBytes() > MAXIMUM_HEAD) {
                context.close();
            }
            return;
        }
        byte first = in.getByte(in.readerIndex());
        in.readerIndex(end);
        if (first != 'G') {
            in.skipBytes(in.readableBytes());
            context.close();
            return;
        }
        requests.increment();
        context.write(answer.duplicate(), context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        context.flush();
        super.channelReadComplete(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    /** The index behind the empty line; -1 while it has not come. */
    private static int endOfHead(ByteBuf in) {
        int end = in.writerIndex();
        int feed = in.indexOf(in.readerIndex(), end, (byte) '\n');
        while (feed >= 0 && feed + 2 < end) {
            if (in.getByte(feed + 1) == '\r' && in.getByte(feed + 2) == '\n') {
                return feed + 3;
            }
            feed = in.indexOf(feed + 1, end, (byte) '\n');
        }
        return -1;
    }
}
