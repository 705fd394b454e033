package dev.capstan.endtoend.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.endtoend.Documents;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of type formUrlEncoded, over REST and MCP (B2). */
class FormBodiesTest {
    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private ServedDocument serve(String data) {
        return ServedDocument.serve(
                Documents.of(
                                Documents.resource(
                                        "/o", "name: op\nmethod: POST\nbody:\n  type: formUrlEncoded\n  data: " + data),
                                "- path: /o\n  operations: [{method: POST, name: o, call: api.op}]",
                                "- {name: t, description: d, call: api.op}")
                        .replace("capability:\n", "binds: [{namespace: b, keys: {V: V}}]\ncapability:\n"),
                upstream,
                builder -> builder.bind("V", "v&1"));
    }

    private String sent(String data, String arguments) {
        try (ServedDocument served = serve(data)) {
            assertThat(served.restJson("POST", "/o", arguments).statusCode()).isEqualTo(200);
            RecordedRequest rest = upstream.take();
            assertThat(served.call("t", arguments).path("isError").asBoolean(false))
                    .isFalse();
            RecordedRequest tool = upstream.take();
            assertThat(rest.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(tool.text()).isEqualTo(rest.text());
            return rest.text();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{a: '{{a}}'} | {\"a\":\"x&y=z +%\"} | a=x%26y%3Dz%20%2B%25",
                "{a: '{{a}}'} | {\"a\":[1,\"two\",true]} | a=1&a=two&a=true",
                "{a: '{{a}}'} | {\"a\":{\"k\":[1]}} | a=%7B%22k%22%3A%5B1%5D%7D",
                "{a: '{{a}}'} | {\"a\":12.50} | a=12.50",
                "{a: '{{a}}', b: fixed} | {} | b=fixed",
                "{a: '{{a}}', b: fixed} | {\"a\":null} | b=fixed",
                "{a: '{{a}}', b: fixed} | {\"a\":[]} | b=fixed",
                "{a: '{{a}}', b: fixed} | {\"a\":\"\"} | a=&b=fixed",
                "{a: 'x{{a}}y'} | {} | a=xy",
                "{a: '{{a}}-{{b}}'} | {\"a\":1,\"b\":[2]} | a=1-%5B2%5D",
                "{'odd name&': '{{V}}'} | {} | odd%20name%26=v%261",
                "'a={{a}}&b=1%202' | {\"a\":\"x&y\"} | a=x%26y&b=1%202",
                "'a={{a}}&b=1' | {} | b=1",
                "'a=x{{a}}&b=1' | {} | a=x&b=1",
                "'a={{a}}&b={{V}}' | {\"a\":[1,2]} | a=1&a=2&b=v%261",
                "'{{n}}=1&b=2' | {\"n\":\"a&c\"} | a%26c=1&b=2",
                "'{{n}}=1&b=2' | {} | b=2",
                "'{{form}}' | {\"form\":{\"a\":[1,2],\"b\":\"x&y\",\"c\":null}} | a=1&a=2&b=x%26y",
                "'{{form}}' | {\"form\":\"a=1&b=2\"} | a=1&b=2",
            })
    void pairs(String data, String arguments, String body) {
        assertThat(sent(data, arguments)).isEqualTo(body);
    }

    @Test
    void aFormOfTheCallerReachesAFormThatIsOneName() {
        try (ServedDocument served = serve("'{{form}}'")) {
            served.restBody("POST", "/o", "a=1&a=2&b=x%26y", "Content-Type", "application/x-www-form-urlencoded");
            assertThat(upstream.take().text()).isEqualTo("a=1&a=2&b=x%26y");
            served.rest("POST", "/o");
            RecordedRequest empty = upstream.take();
            assertThat(empty.text()).isEmpty();
            assertThat(empty.header("Content-Type")).isNull();
        }
    }
}
