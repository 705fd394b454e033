package dev.capstan.consumer.http;

import dev.capstan.benchmarks.engine.EngineServer;
import dev.capstan.consumer.http.internal.authentication.AuthenticationHeaders;
import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.consumer.http.internal.request.OutgoingRequest;
import dev.capstan.consumer.http.internal.request.RequestComposer;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.Engine;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.RequestContent;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A request's head, from argument values to bytes. In the consumer's package, because the composer is not public. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class RequestComposingBenchmark {
    private EventLoopGroup eventLoops;
    private RequestComposer composer;
    private OperationRequest request;

    /** Compiles the benchmark's operation. */
    @Setup
    public void compile() throws IOException {
        eventLoops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        URI base = URI.create("http://127.0.0.1:8000");
        composer = new RequestComposer(
                base,
                Origin.of(base),
                operation(),
                AuthenticationHeaders.compile(null, false),
                "capstan",
                PooledByteBufAllocator.DEFAULT,
                Long.MAX_VALUE);
        JsonNode[] values = {JsonNodeFactory.instance.stringNode("5f0c3d9e/1b57 4c0a")};
        request = new OperationRequest(
                (EventLoop) eventLoops.next(), CallContext.NONE, values, RequestContent.None.INSTANCE, null);
    }

    private static LinkedOperation operation() throws IOException {
        try (Engine engine = Engine.builder()
                .document("benchmark.yaml", EngineServer.document())
                .build()) {
            LinkedDocument linked =
                    Objects.requireNonNull(engine.documents().get(0).linked());
            return linked.apis().get(0).operations().get(0);
        }
    }

    /** Ends the event loops. */
    @TearDown
    public void close() {
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** One request; its path argument has characters to encode. */
    @Benchmark
    public OutgoingRequest compose() {
        OutgoingRequest composed = composer.compose(request);
        composed.release();
        return composed;
    }
}
