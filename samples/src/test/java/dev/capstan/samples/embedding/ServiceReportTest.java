package dev.capstan.samples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.Engine;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServiceReportTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private boolean print(RecordingUpstream upstream) {
        return ServiceReport.print(
                Engine.builder()
                        .document(Path.of("koyeb-services.yaml"))
                        .bind("KOYEB_API_KEY", "a-key")
                        .baseUri("koyeb-services", upstream.origin()),
                "42",
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @Test
    void printsTheServiceThatKoyebGives() {
        try (RecordingUpstream upstream = RecordingUpstream.start()) {
            upstream.answer(UpstreamAnswer.json(200, "{\"service\":{\"id\":\"42\"}}"));

            assertThat(print(upstream)).isTrue();

            assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\"service\":{\"id\":\"42\"}}");
            RecordedRequest seen = upstream.take();
            assertThat(seen).hasToString("GET /v1/services/42");
            assertThat(seen.header("authorization")).isEqualTo("Bearer a-key");
        }
    }

    @Test
    void saysWhyThereIsNone() {
        try (RecordingUpstream upstream = RecordingUpstream.start()) {
            upstream.answer(UpstreamAnswer.json(404, "{\"message\":\"no such service\"}"));

            assertThat(print(upstream)).isFalse();

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .startsWith("status 404: {\"message\":\"no such service\"}");
        }
    }
}
