package dev.example.lines;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Listens for all adapters of one engine. Registered while documents load, started by the engine. */
final class LinesServer implements EngineService {
    private static final int LONGEST_LINE = 64 * 1024;

    private final EngineContext engine;
    private final OpenCalls calls = new OpenCalls();
    private final List<Listening> adapters = new ArrayList<>();
    private boolean started;

    LinesServer(EngineContext engine) {
        this.engine = engine;
    }

    /** Documents load before the engine starts, and again while it runs. */
    synchronized ServerAdapter register(AdapterPlan plan) {
        Listening adapter = new Listening(plan);
        if (started) {
            adapter.listen();
        }
        adapters.add(adapter);
        return adapter;
    }

    @Override
    public synchronized void start() {
        started = true;
        adapters.forEach(Listening::listen);
    }

    @Override
    public synchronized CompletionStage<Void> drain() {
        adapters.forEach(Listening::stopListening);
        return calls.drain();
    }

    @Override
    public synchronized void close() {
        adapters.forEach(Listening::stop);
    }

    private synchronized void remove(Listening adapter) {
        adapters.remove(adapter);
    }

    /** One adapter, on a free port of the loopback. */
    private final class Listening implements ServerAdapter {
        private final AdapterPlan plan;
        private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        private volatile Channel listener;

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
                            connections.add(connection);
                            connection.pipeline().addLast(new LineBasedFrameDecoder(LONGEST_LINE), new LinesHandler(plan, calls));
                        }
                    });
            try {
                listener = bootstrap
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .syncUninterruptibly()
                        .channel();
            } catch (RuntimeException e) {
                throw new InvalidSettingException("\"" + plan.namespace() + "\" cannot listen: " + e.getMessage());
            }
        }

        void stopListening() {
            if (listener != null) {
                listener.close();
            }
        }

        void stop() {
            stopListening();
            connections.close();
        }

        /** Nowhere before the engine has started. */
        @Override
        public List<Endpoint> endpoints() {
            if (listener == null) {
                return List.of();
            }
            InetSocketAddress local = (InetSocketAddress) listener.localAddress();
            return List.of(new Endpoint(
                    "lines",
                    plan.namespace(),
                    "tcp://" + local.getHostString() + ":" + local.getPort(),
                    local.getAddress(),
                    plan.units().size()));
        }

        @Override
        public void withdraw() {
            remove(this);
            stop();
        }
    }
}
