package dev.capstan.benchmarks.peer;

import dev.capstan.engine.spi.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The upstream of all measurements: answers every GET with the same 1.3 KB of JSON, from bytes that were put together
 * once, and does as little else as it can, so that what is measured is not it.
 */
public final class Upstream implements AutoCloseable {
    private static final String ANSWER = "/dev/capstan/benchmarks/service.json";

    private final EventLoopGroup eventLoops;
    private final Channel listener;
    private final ByteBuf answer;
    private final LongAdder requests = new LongAdder();

    private Upstream(int port, int threads) throws IOException {
        answer = answer(body());
        ByteBuf shared = Unpooled.unreleasableBuffer(answer);
        eventLoops = EventLoops.create(threads);
        listener = new ServerBootstrap()
                .group(eventLoops)
                .channel(EventLoops.serverChannel(eventLoops))
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new UpstreamHandler(shared, requests));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    /** Listens on the loopback, on that port or, when it is 0, on a free one. */
    public static Upstream start(int port, int threads) throws IOException {
        return new Upstream(port, threads);
    }

    /** The JSON that it answers with. */
    public static byte[] body() throws IOException {
        try (InputStream in = Upstream.class.getResourceAsStream(ANSWER)) {
            if (in == null) {
                throw new IOException("the resource " + ANSWER + " is missing from the class path");
            }
            return in.readAllBytes();
        }
    }

    /** Where it listens. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** How many requests it has answered. */
    public long requests() {
        return requests.sum();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        answer.release();
    }

    private static ByteBuf answer(byte[] body) {
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteBuf answer = Unpooled.directBuffer(head.length() + body.length);
        answer.writeCharSequence(head, StandardCharsets.US_ASCII);
        answer.writeBytes(body);
        return answer;
    }

    /** Runs as a process of its own: {@code Upstream THREADS}. */
    public static void main(String[] arguments) throws IOException {
        try (Upstream upstream = start(0, Integer.parseInt(arguments[0]))) {
            Child.serveUntilParentEnds(upstream.port());
        }
    }
}
