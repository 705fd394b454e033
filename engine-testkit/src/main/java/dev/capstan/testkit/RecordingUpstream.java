package dev.capstan.testkit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on a free loopback port that keeps every request and answers as told. Any number of connections;
 * all methods may be called by any thread. Without a word it answers 200 with {@code {"ok":true}}.
 */
public final class RecordingUpstream implements AutoCloseable {
    private static final int LARGEST_BODY = 64 * 1024 * 1024;
    private static final HttpDecoderConfig LENIENT =
            new HttpDecoderConfig().setMaxInitialLineLength(4 << 20).setMaxHeaderSize(4 << 20);

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<RecordedRequest> untaken = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
    private final Queue<UpstreamAnswer> next = new ConcurrentLinkedQueue<>();
    private final Channel server;
    private final boolean secure;
    private volatile Function<RecordedRequest, UpstreamAnswer> otherwise =
            request -> UpstreamAnswer.json(200, "{\"ok\":true}");

    private RecordingUpstream(@Nullable SslContext tls) {
        secure = tls != null;
        server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        int number = accepted.incrementAndGet();
                        channel.closeFuture().addListener(closed -> ended.add(number));
                        if (tls != null) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        }
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(LENIENT),
                                        new HttpObjectAggregator(LARGEST_BODY),
                                        new UpstreamConnection(RecordingUpstream.this, number));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Starts one that speaks plain HTTP. */
    public static RecordingUpstream start() {
        return new RecordingUpstream(null);
    }

    /** Starts one that speaks HTTP over TLS. */
    public static RecordingUpstream startTls(SslContext tls) {
        return new RecordingUpstream(tls);
    }

    /** Its port. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** {@code http://127.0.0.1:PORT}, or https with the name localhost. */
    public String origin() {
        return secure ? "https://localhost:" + port() : "http://127.0.0.1:" + port();
    }

    /** Answers the next requests with these, in the order in which they come. */
    public RecordingUpstream answerNext(UpstreamAnswer... answers) {
        next.addAll(List.of(answers));
        return this;
    }

    /** Answers all requests with this that {@link #answerNext} leaves. */
    public RecordingUpstream answer(UpstreamAnswer answer) {
        return answer(request -> answer);
    }

    /** Answers all requests with what this gives that {@link #answerNext} leaves; called on the connection's event loop. */
    public RecordingUpstream answer(Function<RecordedRequest, UpstreamAnswer> answers) {
        otherwise = answers;
        return this;
    }

    /** Everything that came so far, oldest first. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** The oldest request that was not taken yet; waits for it. */
    public RecordedRequest take() {
        return await(untaken, "no request reached the upstream");
    }

    /** Waits until one more connection has ended; its number, from 1. */
    public int awaitDisconnect() {
        return await(ended, "no connection ended");
    }

    /** How many connections were made. */
    public int connections() {
        return accepted.get();
    }

    /** Ends all connections, while the server stays. */
    public void disconnectAll() {
        connections.close().syncUninterruptibly();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    UpstreamAnswer record(RecordedRequest request) {
        requests.add(request);
        untaken.add(request);
        UpstreamAnswer scripted = next.poll();
        return scripted != null ? scripted : otherwise.apply(request);
    }

    private static <T> T await(BlockingQueue<T> queue, String otherwise) {
        try {
            T item = queue.poll(20, TimeUnit.SECONDS);
            if (item == null) {
                throw new AssertionError(otherwise);
            }
            return item;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(otherwise, interrupted);
        }
    }
}
