package dev.capstan.endtoend.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.endtoend.Documents;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cookies of callers, of documents and of upstreams. */
class CookiesTest {
    private static final String OPERATION = """
            name: op
            method: GET
            inputParameters:
            - {name: sid, in: cookie}
            - {name: theme, in: cookie}
            - {name: fixed, in: cookie, value: 'a;b "c"'}
            """;

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private ServedDocument serve(String route, String tool) {
        return ServedDocument.serve(
                Documents.of(
                        Documents.resource("/o", OPERATION),
                        "- {path: /o, operations: [{method: GET, name: o, call: api.op" + route + "}]}",
                        "- {name: t, description: d, call: api.op" + tool + "}"),
                upstream);
    }

    @Test
    void onlyThoseThatTheOperationTakesGoUpstream() {
        try (ServedDocument served = serve("", "")) {
            served.rest("GET", "/o", "Cookie", "other=1; sid=\"s 1\"; fixed=evil");
            assertThat(upstream.take().headers("Cookie")).containsExactly("sid=s%201; fixed=a%3Bb%20%22c%22");
            served.rest("GET", "/o?theme=dark");
            assertThat(upstream.take().headers("Cookie")).containsExactly("theme=dark; fixed=a%3Bb%20%22c%22");
        }
    }

    @Test
    void aRenamedCookieAndOneFromElsewhere() {
        try (ServedDocument served = serve(
                ", with: {sid: web.session, theme: 't-{{mode}}'}, inputParameters: [{name: session, in: cookie, type: string,"
                        + " description: d}, {name: mode, in: query, type: string, description: d}]",
                "")) {
            served.rest("GET", "/o?mode=x", "Cookie", "session=s; sid=evil");
            assertThat(upstream.take().headers("Cookie")).containsExactly("sid=s; theme=t-x; fixed=a%3Bb%20%22c%22");
        }
    }

    @Test
    void noValueAddsACookieOrAField() {
        try (ServedDocument served = serve("", "")) {
            assertThat(served.mcp("tools/call", "{\"name\":\"t\",\"arguments\":{\"theme\":\"y\\r\\nEvil: 1\"}}")
                            .toString())
                    .contains("control character");
            assertThat(upstream.requests()).isEmpty();
            served.call("t", Map.of("sid", "x; theme=evil"));
            assertThat(upstream.take().headers("Cookie"))
                    .containsExactly("sid=x%3B%20theme=evil; fixed=a%3Bb%20%22c%22");
        }
    }

    @Test
    void anUpstreamsCookiesStayWithTheEngine() {
        upstream.answer(UpstreamAnswer.json(200, "{}").header("Set-Cookie", "sid=up; Path=/"));
        try (ServedDocument served = serve("", "")) {
            assertThat(served.rest("GET", "/o").headers().firstValue("Set-Cookie"))
                    .isEmpty();
            served.rest("GET", "/o");
            assertThat(upstream.requests().get(1).headers("Cookie")).containsExactly("fixed=a%3Bb%20%22c%22");
        }
    }
}
