package dev.capstan.transport;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.configuration.ServerConfigurationBuilder;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.transport.netty.NettyHttpTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An engine of nothing but a transport, on a free port, with the routes of a test. */
public final class TestServer implements AutoCloseable, EngineContext {
    public static final RouteOwner OWNER = new RouteOwner("a.yaml", "A", "rest", "a");

    private final EventLoopGroup loops;
    private final EngineConfiguration configuration;
    private final Map<Class<?>, EngineService> services = new HashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final MemoryBudget memory;
    private Registration registration;

    private TestServer(ServerConfiguration server, boolean nio, long memory) {
        this.memory = new MemoryBudget(memory);
        configuration = EngineConfiguration.DEFAULT.withServer(server);
        loops = new MultiThreadIoEventLoopGroup(
                1, nio || !Epoll.isAvailable() ? NioIoHandler.newFactory() : EpollIoHandler.newFactory());
    }

    static TestServer create() {
        return create(settings -> settings);
    }

    /** A server with other settings than the defaults. */
    static TestServer create(UnaryOperator<ServerConfigurationBuilder> settings) {
        return new TestServer(settings.apply(ServerConfiguration.builder()).build(), false, Long.MAX_VALUE);
    }

    /** A server that may hold so many bytes. */
    static TestServer withMemory(long bytes) {
        return new TestServer(ServerConfiguration.DEFAULT, false, bytes);
    }

    static TestServer create(long memory, UnaryOperator<ServerConfigurationBuilder> settings) {
        return new TestServer(settings.apply(ServerConfiguration.builder()).build(), false, memory);
    }

    static TestServer onNio() {
        return new TestServer(ServerConfiguration.DEFAULT, true, Long.MAX_VALUE);
    }

    TestServer route(String method, String path, ExchangeHandler handler) {
        routes.add(route(method, path, handler, false));
        return this;
    }

    public static Route route(String method, String path, ExchangeHandler handler, boolean optional) {
        return new Route(method, PathTemplate.parse(path), handler, optional, "a.yaml:1:1");
    }

    /** A handler that answers 200 with that text. */
    static ExchangeHandler text(String text) {
        return (exchange, match) -> reply(exchange, 200, text);
    }

    static void reply(HttpExchange exchange, int status, String text) {
        exchange.reply(status)
                .header("content-type", "text/plain")
                .send(Body.of(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
    }

    /** Waits until what is reserved of the memory budget is as expected. */
    void awaitReserved(LongPredicate expected) throws Exception {
        long until = System.nanoTime() + 30_000_000_000L;
        while (!expected.test(memory.reserved())) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("there are still " + memory.reserved() + " bytes reserved");
            }
            Thread.sleep(5);
        }
    }

    /** Registers an owner on a port of its own. */
    TestServer register(RouteOwner owner, Route... of) {
        return registerAt(0, owner, of);
    }

    TestServer registerAt(int port, RouteOwner owner, Route... of) {
        registration = transport().register(new ListenerRequest(null, port), owner, List.of(of));
        return this;
    }

    /** Answers with the request's body. */
    static void gather(HttpExchange exchange) {
        BodyCollector.collect(
                exchange.takeBody(), ByteBufAllocator.DEFAULT, Integer.MAX_VALUE, new BodyCollector.Listener() {
                    @Override
                    public void onCollected(ByteBuf bytes) {
                        exchange.reply(200).send(Body.of(bytes));
                    }

                    @Override
                    public void onTooLarge(long limit) {
                        exchange.fail(new CallFailure.BodyTooLarge(limit));
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        exchange.fail(((CallFailedException) failure).failure());
                    }
                });
    }

    TestServer start() {
        registration = transport().register(new ListenerRequest(null, 0), OWNER, routes);
        transport().start();
        return this;
    }

    NettyHttpTransport transport() {
        return NettyHttpTransport.of(this);
    }

    Registration registration() {
        return registration;
    }

    int port() {
        String url = registration.baseUrl();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    String url(String path) {
        return registration.baseUrl() + path;
    }

    RawClient connect() throws Exception {
        return new RawClient(port());
    }

    @Override
    public EventLoopGroup eventLoops() {
        return loops;
    }

    @Override
    public EngineConfiguration configuration() {
        return configuration;
    }

    @Override
    public Executor blockingExecutor() {
        return Runnable::run;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public MemoryBudget memory() {
        return memory;
    }

    @Override
    public @Nullable EngineObserver observer() {
        return null;
    }

    @Override
    public String product() {
        return "test";
    }

    @Override
    public <T extends EngineService> T service(Class<T> type, Function<EngineContext, T> factory) {
        EngineService existing = services.get(type);
        if (existing == null) {
            existing = factory.apply(this);
            services.put(type, existing);
        }
        return type.cast(existing);
    }

    @Override
    public void close() {
        transport().close();
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
