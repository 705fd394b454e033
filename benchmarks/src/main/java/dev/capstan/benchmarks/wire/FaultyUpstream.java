package dev.capstan.benchmarks.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** An upstream whose behaviour can be changed at any time, and that can go away and come back. Safe for any thread. */
public final class FaultyUpstream implements AutoCloseable {
    private static final int KEEP = 4 << 20;

    private final Network network;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger most = new AtomicInteger();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder heads = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private volatile Behaviour behaviour = Behaviour.normal();
    private volatile Channel listener;
    private volatile int sendBuffer;
    private final int port;

    /**
     * Listens on a free port of the loopback.
     *
     * @throws IOException when it cannot
     */
    public FaultyUpstream(Network network) throws IOException, InterruptedException {
        this.network = network;
        listener = listen(0);
        port = ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private Channel listen(int wanted) throws IOException, InterruptedException {
        ChannelFuture binding = new ServerBootstrap()
                .group(network.eventLoops())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(64 * 1024, 128 * 1024))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        onAccepted(channel);
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", wanted));
        if (!binding.await(10, TimeUnit.SECONDS) || !binding.isSuccess()) {
            throw new IOException("no upstream can listen on port " + wanted, binding.cause());
        }
        return binding.channel();
    }

    private void onAccepted(Channel channel) {
        if (sendBuffer > 0) {
            channel.config().setOption(ChannelOption.SO_SNDBUF, sendBuffer);
        }
        open.add(channel);
        accepted.increment();
        most.accumulateAndGet(open.size(), Math::max);
        ChannelFuture unused = channel.closeFuture().addListener(closed -> open.remove(channel));
        channel.pipeline()
                .addLast(
                        new HttpRequestDecoder(new HttpDecoderConfig()
                                .setMaxInitialLineLength(1 << 20)
                                .setMaxHeaderSize(1 << 20)),
                        new UpstreamReader(this, new UpstreamConnection(channel)));
    }

    /** Where it listens, also while it is away. */
    public int port() {
        return port;
    }

    /** Changes what it does from the next request on. */
    public void behave(Behaviour next) {
        behaviour = next;
    }

    /** The size of its sockets' sending buffers from the next connection on, in bytes; 0 for the system's own. */
    public void sendBuffer(int bytes) {
        sendBuffer = bytes;
    }

    /** Listens no more, and resets all connections. */
    public void goAway() {
        listener.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
        resetConnections();
    }

    /**
     * Listens again on the same port.
     *
     * @throws IOException when the port has been taken meanwhile
     */
    public void comeBack() throws IOException, InterruptedException {
        listener = listen(port);
    }

    /** Resets all connections. */
    public void resetConnections() {
        open.forEach(Resets::reset);
    }

    /** How many requests have come, with their bodies. */
    public long requests() {
        return requests.sum();
    }

    /** How many heads of requests have come. */
    public long heads() {
        return heads.sum();
    }

    /** How many connections have been accepted. */
    public long accepted() {
        return accepted.sum();
    }

    /** How many connections are open. */
    public int open() {
        return open.size();
    }

    /** How many connections were open at once at most. */
    public int mostOpen() {
        return most.get();
    }

    /** How many requests were no HTTP. */
    public long malformed() {
        return malformed.sum();
    }

    int keep() {
        return KEEP;
    }

    void onHead(UpstreamRequest request, UpstreamConnection connection) {
        heads.increment();
        behaviour.onHead(request, connection);
    }

    void onRequest(UpstreamRequest request, UpstreamConnection connection) {
        requests.increment();
        behaviour.onRequest(request, connection);
    }

    void onMalformed() {
        malformed.increment();
    }

    @Override
    public void close() {
        goAway();
    }
}
