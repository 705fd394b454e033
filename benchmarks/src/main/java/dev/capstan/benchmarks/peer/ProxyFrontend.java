package dev.capstan.benchmarks.peer;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A client's connection: forwards one request after the other, and what is answered. */
final class ProxyFrontend extends ChannelInboundHandlerAdapter {
    private final BackendPool pool;
    private final Channel channel;
    /** What came while it could not be forwarded: while connecting, or before the exchange ahead of it has ended. */
    private final ArrayDeque<HttpObject> held = new ArrayDeque<>();

    private @Nullable ProxyBackend backend;
    private boolean connecting;
    private boolean exchanging;
    private boolean requestSent;
    private boolean responseBegun;
    private boolean clientStays;
    private boolean upstreamStays;
    private boolean interim;

    ProxyFrontend(BackendPool pool, Channel channel) {
        this.pool = pool;
        this.channel = channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        HttpObject part = (HttpObject) message;
        if (connecting || !held.isEmpty() || exchanging && requestSent) {
            held.add(part);
            channel.config().setAutoRead(false);
        } else {
            forward(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (backend != null) {
            backend.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (backend != null) {
            backend.setReading(channel.isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        if (backend != null) {
            backend.close();
            backend = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    void flush() {
        channel.flush();
    }

    /** Whether to read on. */
    void setReading(boolean reading) {
        channel.config().setAutoRead(reading && held.isEmpty());
    }

    private void forward(HttpObject part) {
        if (part instanceof HttpRequest request) {
            begin(request);
        } else if (backend == null) {
            ReferenceCountUtil.release(part);
        } else {
            requestSent = part instanceof LastHttpContent;
            backend.write(part);
        }
    }

    private void begin(HttpRequest request) {
        exchanging = true;
        requestSent = false;
        responseBegun = false;
        clientStays = HttpUtil.isKeepAlive(request);
        if (request.decoderResult().isFailure()) {
            refuse(HttpResponseStatus.BAD_REQUEST);
            return;
        }
        if (HttpUtil.is100ContinueExpected(request)) {
            request.headers().remove(HttpHeaderNames.EXPECT);
            channel.writeAndFlush(answer(HttpResponseStatus.CONTINUE), channel.voidPromise());
        }
        HopByHop.removeFrom(request.headers());
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        request.headers().set(HttpHeaderNames.HOST, pool.authority());
        ProxyBackend idle = pool.takeIdle();
        if (idle == null) {
            connect(request);
        } else {
            use(idle, request);
        }
    }

    private void use(ProxyBackend taken, HttpRequest request) {
        backend = taken;
        taken.attach(this);
        if (!channel.isWritable()) {
            taken.setReading(false);
        }
        taken.write(request);
    }

    private void connect(HttpRequest request) {
        connecting = true;
        channel.config().setAutoRead(false);
        ChannelFuture unused = pool.connect().addListener((ChannelFutureListener) connected -> {
            connecting = false;
            if (!channel.isActive()) {
                connected.channel().close();
            } else if (connected.isSuccess()) {
                use(connected.channel().pipeline().get(ProxyBackend.class), request);
                forwardHeld();
            } else {
                refuse(HttpResponseStatus.BAD_GATEWAY);
            }
        });
    }

    private void forwardHeld() {
        while (!held.isEmpty() && !connecting && !(exchanging && requestSent)) {
            forward(held.remove());
        }
        if (backend != null) {
            backend.flush();
        }
        if (held.isEmpty() && !connecting) {
            channel.config().setAutoRead(true);
        }
    }

    /** A part of the answer. */
    void onResponse(HttpObject part) {
        if (part instanceof HttpResponse response && !head(response)) {
            return;
        }
        boolean last = part instanceof LastHttpContent;
        if (interim) {
            ReferenceCountUtil.release(part);
            return;
        }
        channel.write(part, channel.voidPromise());
        if (last) {
            end();
        }
    }

    /** Makes an answer's head ready to be written; false when it is of no use. */
    private boolean head(HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            if (backend != null) {
                backend.close();
            }
            onUpstreamGone();
            return false;
        }
        interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (!interim) {
            responseBegun = true;
            upstreamStays = HttpUtil.isKeepAlive(response);
            HopByHop.removeFrom(response.headers());
            response.setProtocolVersion(HttpVersion.HTTP_1_1);
            if (!HttpUtil.isTransferEncodingChunked(response)
                    && !response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
                // Its end was the connection's end, and this connection goes on.
                HttpUtil.setTransferEncodingChunked(response, true);
            }
            if (!clientStays) {
                response.headers().set(HttpHeaderNames.CONNECTION, "close");
            }
        }
        return true;
    }

    private void end() {
        ProxyBackend used = backend;
        backend = null;
        exchanging = false;
        if (used != null) {
            if (upstreamStays && requestSent) {
                used.giveBack();
            } else {
                used.close();
            }
        }
        if (!clientStays || !requestSent) {
            closeAfterFlush();
        } else if (!held.isEmpty()) {
            forwardHeld();
        }
    }

    /** The upstream's connection has ended before its answer. */
    void onUpstreamGone() {
        backend = null;
        if (responseBegun) {
            channel.close();
        } else {
            refuse(HttpResponseStatus.BAD_GATEWAY);
        }
    }

    private void refuse(HttpResponseStatus status) {
        channel.write(answer(status), channel.voidPromise());
        closeAfterFlush();
    }

    private void closeAfterFlush() {
        ChannelFuture unused = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private static DefaultFullHttpResponse answer(HttpResponseStatus status) {
        DefaultFullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        if (status != HttpResponseStatus.CONTINUE) {
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
        }
        return answer;
    }
}
