package dev.capstan.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.benchmarks.engine.EngineServer;
import dev.capstan.benchmarks.peer.Upstream;
import dev.capstan.engine.Engine;
import dev.capstan.engine.spi.EventLoops;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
    @Test
    void theEngineAnswersWhatIsMeasured() throws Exception {
        EventLoopGroup eventLoops = EventLoops.create(1);
        try (Upstream upstream = Upstream.start(0, 1);
                Engine engine = EngineServer.engine(upstream.port(), eventLoops)) {
            engine.start();
            for (String target : Contestants.ENGINE_TARGETS) {
                String type = target.equals(Contestants.MCP_CALL) ? "mcp" : "rest";
                AnswerCheck.check(target, Contestants.request(target, EngineServer.port(engine, type)));
            }
            assertThat(upstream.requests()).isEqualTo(3);
        } finally {
            eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Test
    void aWrongAnswerIsNotMeasured() throws Exception {
        try (Upstream upstream = Upstream.start(0, 1)) {
            assertThatThrownBy(() -> AnswerCheck.check(
                            Contestants.REST_MAPPED, Contestants.request(Contestants.REST_MAPPED, upstream.port())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Contestants.REST_MAPPED);
        }
    }
}
