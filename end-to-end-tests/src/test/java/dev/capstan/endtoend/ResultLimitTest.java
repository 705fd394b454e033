package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A model gets no more of an answer than the limit, and is told. */
class ResultLimitTest {
    private static final int LIMIT = 2000;
    private static final String DOCUMENT = Documents.of("""
            - name: r
              path: /r
              operations: [{name: get, method: GET}]
            """, "", """
            - {name: whole, description: d, call: api.get}
            - name: shaped
              description: d
              call: api.get
              outputParameters: [{type: object, properties: {a: {type: string, mapping: $.a}}}]
            """);

    private RecordingUpstream upstream;
    private ServedDocument served;

    @BeforeEach
    void serve() {
        upstream = RecordingUpstream.start();
        EngineConfiguration configuration = EngineConfiguration.DEFAULT.withServer(ServerConfiguration.builder()
                .anyPort(true)
                .maxResultBytes(LIMIT)
                .build());
        served = ServedDocument.serve(DOCUMENT, upstream, builder -> builder.configuration(configuration));
    }

    @AfterEach
    void stop() {
        served.close();
        upstream.close();
    }

    @Test
    void whatIsBeyondIsLeftOut() {
        String text = "0123456789".repeat(1000);
        upstream.answer(UpstreamAnswer.text(200, "text/plain", text));

        JsonNode result = served.call("whole", "{}");

        assertThat(result.path("isError").asBoolean(false)).isTrue();
        String begun = result.at("/content/0/text").asString();
        assertThat(text).startsWith(begun);
        assertThat(begun.length()).isBetween(LIMIT - 6, LIMIT);
        assertThat(result.at("/content/1/text").asString()).contains("longer than the limit of 2000 bytes", "left out");
    }

    @Test
    void whatEscapingAddsCounts() {
        String text = "\"".repeat(1500);
        upstream.answer(UpstreamAnswer.text(200, "text/plain", text));

        JsonNode result = served.call("whole", "{}");

        assertThat(result.at("/content/0/text").asString().length()).isBetween((LIMIT - 6) / 2, LIMIT / 2);
        assertThat(result.at("/content/1/text").asString()).contains("left out");
    }

    @Test
    void whatFitsIsWhole() {
        String text = "0123456789".repeat(190);
        upstream.answer(UpstreamAnswer.text(200, "text/plain", text));

        JsonNode result = served.call("whole", "{}");

        assertThat(result.path("isError").asBoolean(false)).isFalse();
        assertThat(result.at("/content/0/text").asString()).isEqualTo(text);
    }

    @Test
    void aShapedResultIsNeverCutInTwo() {
        upstream.answer(UpstreamAnswer.json(200, "{\"a\":\"" + "x".repeat(2 * LIMIT) + "\"}"));

        JsonNode refused = served.call("shaped", "{}");

        assertThat(refused.path("isError").asBoolean(false)).isTrue();
        assertThat(refused.at("/content/0/text").asString()).contains("longer than the limit of 2000 bytes");
        upstream.answer(UpstreamAnswer.json(200, "{\"a\":\"b\"}"));
        assertThat(served.call("shaped", "{}").at("/content/0/text").asString()).isEqualTo("{\"a\":\"b\"}");
    }
}
