package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a value holds, the upstream gets the request that the document describes, and the value as it was. */
class HostileValuesTest {
    private static final String ALPHABET = "/?#%.&=+;:@\\\"'<>{}[]|^` \t\r\n\u0000\u007Fab2é\u2028\uFFFF😀";

    private static RecordingUpstream upstream;
    private static ConsumerFixture api;

    @BeforeAll
    static void start() {
        upstream = RecordingUpstream.start();
        api = ConsumerFixture.operation(
                        upstream.origin() + "/base",
                        "POST",
                        "/items/{id}/parts/x-{part}",
                        "name: id, in: path",
                        "name: part, in: path",
                        "name: q, in: query",
                        "name: X-Value, in: header",
                        "name: c, in: cookie")
                .start();
    }

    @AfterAll
    static void stop() {
        api.close();
        upstream.close();
    }

    static Stream<String> values() {
        Stream<String> known = Stream.of(
                "../admin?x=1",
                "a%2Fb",
                "a/b",
                "\r\nX-Evil: 1\r\n\r\n",
                "\u0000",
                "x".repeat(1 << 20),
                "é".repeat(1 << 17));
        Stream<String> random = IntStream.range(0, 60).mapToObj(seed -> {
            Random generator = new Random(seed);
            int[] points = ALPHABET.codePoints().toArray();
            StringBuilder value = new StringBuilder();
            for (int i = generator.nextInt(12); i >= 0; i--) {
                value.appendCodePoint(points[generator.nextInt(points.length)]);
            }
            return value.toString();
        });
        return Stream.concat(known, random.filter(value -> !value.equals(".") && !value.equals("..")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void in_path_query_and_body(String value) {
        api.call(
                Map.of("id", value, "part", value, "q", value),
                new RequestContent.Json(JsonMapper.shared().valueToTree(Map.of("k", value)), "application/json"));
        RecordedRequest request = upstream.take();

        assertThat(request.method()).isEqualTo("POST");
        String[] segments = request.path().split("/", -1);
        assertThat(segments).hasSize(6);
        assertThat(segments[1] + segments[2] + segments[4]).isEqualTo("baseitemsparts");
        assertThat(decoded(segments[3])).isEqualTo(value);
        assertThat(decoded(segments[5])).isEqualTo("x-" + value);
        assertThat(request.query()).startsWith("q=").doesNotContain("&");
        assertThat(decoded(request.query().substring(2))).isEqualTo(value);
        assertThat(JsonMapper.shared().readTree(request.text()).get("k").stringValue())
                .isEqualTo(value);
        assertThat(request.header("X-Evil")).isNull();
    }

    @ParameterizedTest
    @MethodSource("values")
    void in_headers_and_cookies_where_they_are_sent_whole_or_refused(String value) {
        boolean sendable = value.chars().noneMatch(c -> c < 0x20 || c == 0x7F);
        Map<String, String> values = Map.of("id", "1", "part", "2", "X-Value", value, "c", value);
        if (!sendable) {
            assertThat(api.failure(values).detail()).contains("'X-Value'").contains("'c'");
            return;
        }
        api.call(values);
        RecordedRequest request = upstream.take();

        assertThat(request.target()).isEqualTo("/base/items/1/parts/x-2");
        String received =
                new String(request.header("X-Value").getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        assertThat(received).isEqualTo(value.strip().equals(value) ? value : received);
        assertThat(received.strip()).isEqualTo(value.strip());
        assertThat(request.headers("Cookie")).hasSize(1);
        assertThat(request.header("Cookie"))
                .startsWith("c=")
                .doesNotContain(";")
                .doesNotContain(" ");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
