package dev.capstan.benchmarks.plan;

import dev.capstan.benchmarks.engine.EngineServer;
import dev.capstan.benchmarks.peer.Upstream;
import dev.capstan.engine.Engine;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.plan.UnitPlan;
import io.netty.channel.EventLoop;
import java.io.IOException;
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
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A unit's call from its arguments to its reply, against an upstream that answers at once: what the plan itself costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class PlanBenchmark {
    private InstantConsumer consumer;
    private Engine engine;
    private EventLoop eventLoop;
    private UnitPlan identity;
    private UnitPlan fiveFields;

    /** Compiles the benchmark's document. */
    @Setup
    public void compile() throws IOException {
        consumer = new InstantConsumer(Upstream.body());
        engine = Engine.builder()
                .document("benchmark.yaml", EngineServer.document())
                .consumer("platform", consumer)
                .build();
        eventLoop = engine.context().eventLoops().next();
        identity = plan("services-rest.get-service");
        fiveFields = plan("services-rest.get-service-summary");
    }

    private UnitPlan plan(String unit) {
        UnitPlan plan = engine.plan(unit);
        if (plan == null) {
            throw new IllegalStateException("the document has no " + unit);
        }
        return plan;
    }

    /** Closes what {@link #compile} opened. */
    @TearDown
    public void close() {
        engine.close();
        consumer.close();
    }

    /** The upstream's bytes as they come. */
    @Benchmark
    public void identity(Blackhole blackhole) {
        call(identity, blackhole);
    }

    /** The answer parsed, and five of its fields mapped. */
    @Benchmark
    public void fiveMappedFields(Blackhole blackhole) {
        call(fiveFields, blackhole);
    }

    private void call(UnitPlan plan, Blackhole blackhole) {
        JsonNode[] arguments = {JsonNodeFactory.instance.stringNode("42")};
        plan.call(
                new UnitCall(eventLoop, CallContext.NONE, arguments, Body.empty(), null, null),
                new Consuming(blackhole));
    }

    /** Takes the reply, and lets go of its bytes. */
    private record Consuming(Blackhole blackhole) implements ReplyListener {
        @Override
        public void onReply(Reply reply) {
            blackhole.consume(reply);
            if (reply instanceof Reply.Identity passed) {
                passed.response().body().discard();
            }
        }

        @Override
        public void onFailure(CallFailure failure) {
            throw new CallFailedException(failure);
        }
    }
}
