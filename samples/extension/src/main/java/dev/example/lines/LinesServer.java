package dev.example.lines;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Listens for all adapters of one engine. Registered while documents load, started by the engine. */
final class LinesServer implements EngineService {
    private static final int LONGEST_LINE = 64 * 1024;

    private final EngineContext engine;
    private final List<Listening> adapters = new ArrayList<>();

    LinesServer(EngineContext engine) {
        this.engine = engine;
    }

    ServerAdapter register(AdapterPlan plan) {
        Listening adapter = new Listening(plan);
        adapters.add(adapter);
        return adapter;
    }

    @Override
    public void start() {
        adapters.forEach(Listening::listen);
    }

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        adapters.forEach(Listening::stop);
    }

    /** One adapter, on a free port of the loopback. */
    private final class Listening implements ServerAdapter {
        private final AdapterPlan plan;
        private Channel channel;

        Listening(AdapterPlan plan) {
            this.plan = plan;
        }

        void listen() {
            ServerBootstrap bootstrap = new ServerBootstrap()
                    .group(engine.eventLoops())
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel connection) {
                            connection.pipeline().addLast(new LineBasedFrameDecoder(LONGEST_LINE), new LinesHandler(plan));
                        }
                    });
            try {
                channel = bootstrap
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .syncUninterruptibly()
                        .channel();
            } catch (RuntimeException e) {
                throw new InvalidSettingException("\"" + plan.namespace() + "\" cannot listen: " + e.getMessage());
            }
        }

        void stop() {
            if (channel != null) {
                channel.close();
            }
        }

        @Override
        public List<Endpoint> endpoints() {
            InetSocketAddress local = (InetSocketAddress) channel.localAddress();
            return List.of(new Endpoint(
                    "lines",
                    plan.namespace(),
                    "tcp://" + local.getHostString() + ":" + local.getPort(),
                    local.getAddress(),
                    plan.units().size()));
        }

        @Override
        public void withdraw() {
            adapters.remove(this);
            stop();
        }
    }
}
