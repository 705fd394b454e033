package dev.capstan.http.body;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.util.List;

/** Inflates one compressed stream, and tells how much of what it was given lies behind its end. */
final class MemberDecoder extends JdkZlibDecoder {
    private int behindEnd;

    MemberDecoder(ZlibWrapper wrapper) {
        super(wrapper, false, 0);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (isClosed()) {
            behindEnd += in.readableBytes();
            in.skipBytes(in.readableBytes());
        } else {
            super.decode(context, in, out);
        }
    }

    /** How many bytes at the end of the last input were not of this stream. */
    int behindEnd() {
        return behindEnd;
    }
}
