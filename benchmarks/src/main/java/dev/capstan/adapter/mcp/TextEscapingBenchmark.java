package dev.capstan.adapter.mcp;

import dev.capstan.adapter.mcp.internal.text.JsonTextEscaper;
import dev.capstan.benchmarks.peer.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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

/** The upstream's 1.3 KB of JSON, escaped into an MCP text content. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class TextEscapingBenchmark {
    private ByteBuf in;
    private ByteBuf out;

    /** Fills the input. */
    @Setup
    public void fill() throws IOException {
        byte[] body = Upstream.body();
        in = Unpooled.directBuffer(body.length).writeBytes(body);
        out = Unpooled.directBuffer(2 * body.length);
    }

    /** Releases both buffers. */
    @TearDown
    public void release() {
        in.release();
        out.release();
    }

    /** One answer. */
    @Benchmark
    public int escape() {
        out.clear();
        new JsonTextEscaper(out).write(in);
        return out.readableBytes();
    }
}
