package dev.capstan.consumer.http;

import dev.capstan.consumer.http.internal.call.HttpConsumer;
import dev.capstan.consumer.http.internal.connection.HostResolver;
import dev.capstan.document.link.Linker;
import dev.capstan.document.link.imports.ImportResolver;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.model.DocumentReader;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.SecretMask;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.ConsumerContext;
import dev.capstan.engine.spi.consumer.FixedParameter;
import dev.capstan.engine.spi.consumer.ForwardRequest;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.engine.spi.consumer.PreparedForward;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A consumer of one API on event loops of its own, and calls to it that can be waited for. */
final class ConsumerFixture implements AutoCloseable, EngineContext {
    private final SecretMask secrets = new SecretMask();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newCachedThreadPool();
    private final Map<Class<?>, Object> services = new ConcurrentHashMap<>();
    private final EventLoop eventLoop = loops.next();
    private final LinkedApi api;
    private final Consumer consumer;
    private final Clock clock;
    private final Parts parts;

    /** What only some tests need another one of. */
    record Parts(
            MemoryBudget memory,
            @Nullable EngineObserver observer,
            HostResolver resolver,
            List<FixedParameter> fixedParameters) {
        static final Parts DEFAULT =
                new Parts(new MemoryBudget(Long.MAX_VALUE), null, HostResolver.PLATFORM, List.of());

        Parts with(MemoryBudget memory) {
            return new Parts(memory, observer, resolver, fixedParameters);
        }

        Parts with(EngineObserver observer) {
            return new Parts(memory, observer, resolver, fixedParameters);
        }

        Parts with(HostResolver resolver) {
            return new Parts(memory, observer, resolver, fixedParameters);
        }

        Parts with(FixedParameter... parameters) {
            return new Parts(memory, observer, resolver, List.of(parameters));
        }
    }

    /** What to make a consumer from. */
    record Setup(
            String base,
            String resources,
            NamespaceConfiguration configuration,
            @Nullable OutboundAuthentication authentication,
            Clock clock,
            Parts parts) {
        Setup with(NamespaceConfiguration configuration) {
            return new Setup(base, resources, configuration, authentication, clock, parts);
        }

        Setup with(OutboundAuthentication authentication) {
            return new Setup(base, resources, configuration, authentication, clock, parts);
        }

        Setup with(Clock clock) {
            return new Setup(base, resources, configuration, authentication, clock, parts);
        }

        Setup with(Parts parts) {
            return new Setup(base, resources, configuration, authentication, clock, parts);
        }

        ConsumerFixture start() {
            return new ConsumerFixture(this);
        }
    }

    /** A consumer of that base URI with these resources, the YAML below {@code resources:}. */
    static Setup of(String base, String resources) {
        return new Setup(
                base, resources, NamespaceConfiguration.builder().build(), null, Clock.systemUTC(), Parts.DEFAULT);
    }

    /** One resource with one operation named {@code op}. */
    static Setup operation(String base, String method, String path, String... parameters) {
        StringBuilder yaml = new StringBuilder("- name: r\n  path: \"" + path + "\"\n  operations:\n    - name: op\n");
        yaml.append("      method: ").append(method).append('\n');
        if (parameters.length > 0) {
            yaml.append("      inputParameters:\n");
            for (String parameter : parameters) {
                yaml.append("        - {").append(parameter).append("}\n");
            }
        }
        return of(base, yaml.toString());
    }

    private ConsumerFixture(Setup setup) {
        clock = setup.clock;
        api = link(setup.resources);
        parts = setup.parts;
        consumer = new HttpConsumer(
                new ConsumerContext(
                        api,
                        URI.create(setup.base),
                        setup.authentication,
                        parts.fixedParameters,
                        setup.configuration,
                        this),
                parts.resolver);
    }

    private static LinkedApi link(String resources) {
        String yaml = "naftiko: 1.0.0-alpha2\ncapability:\n  consumes:\n    - type: http\n      namespace: api\n"
                + "      baseUri: http://upstream.example\n      resources:\n"
                + resources.indent(8);
        YamlMapping root = (YamlMapping)
                new YamlReader(YamlLimits.DEFAULT).read(yaml, "test.yaml").root();
        ImportResolver none = wanted -> {
            throw new AssertionError("no imports here");
        };
        return Linker.link(DocumentReader.read(root), none, LinkOptions.DEFAULT)
                .apis()
                .get(0);
    }

    Consumer consumer() {
        return consumer;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    LinkedOperation linked(String operation) {
        return api.operations().stream()
                .filter(candidate -> candidate.name().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    PreparedOperation prepare(String operation) {
        return consumer.prepare(linked(operation));
    }

    /** The request of an operation, its values by name. */
    OperationRequest request(String operation, Map<String, ?> values, RequestContent body) {
        return new OperationRequest(eventLoop, CallContext.NONE, values(operation, values), body, null);
    }

    private @Nullable JsonNode[] values(String operation, Map<String, ?> values) {
        List<OperationInput> inputs = linked(operation).inputs();
        @Nullable JsonNode[] nodes = new JsonNode[inputs.size()];
        values.forEach((name, value) -> {
            OperationInput input = inputs.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no input " + name));
            nodes[input.index()] = JsonMapper.shared().valueToTree(value);
        });
        return nodes;
    }

    /** A call on its way. */
    record Sent(CompletableFuture<UpstreamResponse> answer, CompletableFuture<PendingCall> call) {}

    private interface Sending {
        PendingCall send(UpstreamResponseListener listener);
    }

    /** Sends, and leaves the answer's body alone. */
    Sent send(OperationRequest request, String operation) {
        PreparedOperation prepared = prepare(operation);
        return send(request.eventLoop(), listener -> prepared.send(request, listener));
    }

    private static Sent send(EventLoop eventLoop, Sending sending) {
        Sent sent = new Sent(new CompletableFuture<>(), new CompletableFuture<>());
        eventLoop.execute(() -> {
            PendingCall call = sending.send(new UpstreamResponseListener() {
                @Override
                public void onResponse(UpstreamResponse answer) {
                    if (!sent.answer.complete(answer)) {
                        throw new AssertionError("a second answer");
                    }
                }

                @Override
                public void onFailure(CallFailure failure) {
                    if (!sent.answer.completeExceptionally(new CallFailedException(failure))) {
                        throw new AssertionError("a second end: " + failure);
                    }
                }
            });
            sent.call.complete(call);
        });
        return sent;
    }

    /** An answer read to its end. */
    record Reply(int status, Function<String, @Nullable String> header, String text) {}

    CompletableFuture<Reply> callLater(OperationRequest request, String operation) {
        return read(send(request, operation));
    }

    CompletableFuture<Reply> forwardLater(List<String> trustedHeaders, ForwardRequest request) {
        PreparedForward prepared = consumer.prepareForward(trustedHeaders);
        return read(send(request.eventLoop(), listener -> prepared.send(request, listener)));
    }

    Reply forward(List<String> trustedHeaders, ForwardRequest request) {
        return await(forwardLater(trustedHeaders, request));
    }

    private static CompletableFuture<Reply> read(Sent sent) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        sent.answer.whenComplete((answer, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(failure);
            } else {
                collect(answer, reply);
            }
        });
        return reply;
    }

    private static void collect(UpstreamResponse answer, CompletableFuture<Reply> reply) {
        BodyCollector.collect(answer.body(), PooledByteBufAllocator.DEFAULT, 64 << 20, new BodyCollector.Listener() {
            @Override
            public void onCollected(ByteBuf bytes) {
                String text = bytes.toString(StandardCharsets.UTF_8);
                bytes.release();
                reply.complete(new Reply(answer.status(), answer.headers()::get, text));
            }

            @Override
            public void onTooLarge(long limit) {
                reply.completeExceptionally(new AssertionError("too large"));
            }

            @Override
            public void onFailure(Throwable failure) {
                reply.completeExceptionally(failure);
            }
        });
    }

    CompletableFuture<Reply> callLater(Map<String, ?> values, RequestContent body) {
        return callLater(request("op", values, body), "op");
    }

    Reply call(Map<String, ?> values, RequestContent body) {
        return await(callLater(values, body));
    }

    Reply call(Map<String, ?> values) {
        return call(values, RequestContent.None.INSTANCE);
    }

    Reply call() {
        return call(Map.of());
    }

    CallFailure failure(CompletableFuture<?> call) {
        try {
            Object reply = call.get(60, TimeUnit.SECONDS);
            throw new AssertionError("no failure but " + reply);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof CallFailedException known) {
                return known.failure();
            }
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("the call did not end", late);
        }
    }

    CallFailure failure(Map<String, ?> values) {
        return failure(callLater(values, RequestContent.None.INSTANCE));
    }

    CallFailure failure() {
        return failure(Map.of());
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public EventLoopGroup eventLoops() {
        return loops;
    }

    @Override
    public EngineConfiguration configuration() {
        return EngineConfiguration.DEFAULT;
    }

    @Override
    public Executor blockingExecutor() {
        return blocking;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public MemoryBudget memory() {
        return parts.memory;
    }

    @Override
    public @Nullable EngineObserver observer() {
        return parts.observer;
    }

    @Override
    public SecretMask secrets() {
        return secrets;
    }

    @Override
    public String product() {
        return "capstan/test";
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends EngineService> T service(Class<T> type, Function<EngineContext, T> factory) {
        return (T) services.computeIfAbsent(type, any -> factory.apply(this));
    }

    @Override
    public void close() {
        consumer.close();
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
        blocking.shutdownNow();
    }
}
