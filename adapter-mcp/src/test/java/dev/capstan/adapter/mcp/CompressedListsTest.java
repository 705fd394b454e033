package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists are compressed for clients that take that (RFC 9110, section 12.5.3). */
class CompressedListsTest {
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"tools/list\"%s}";
    private static final String MODERN = ",\"params\":{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":"
            + "\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}";

    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ServedDocument served = ServedDocument.serve(
            Samples.named(IntStream.range(0, 300).mapToObj(i -> "tool-" + i).toArray(String[]::new)), upstream);

    @AfterEach
    void close() {
        served.close();
        upstream.close();
    }

    private HttpResponse<byte[]> post(String message, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(served.url("mcp")))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(message));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String gunzipped(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"an identifier \\\"of\\\" a client\"", "9007199254740993"})
    void isTheSameAsWithout(String id) throws Exception {
        for (String params : new String[] {"", MODERN}) {
            String[] modern = params.isEmpty()
                    ? new String[0]
                    : new String[] {"MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/list"};
            String message = LIST.formatted(id, params);
            String plain = new String(post(message, modern).body(), UTF_8);
            assertThat(plain).contains("tool-299");

            String[] headers = Arrays.copyOf(modern, modern.length + 2);
            headers[modern.length] = "Accept-Encoding";
            headers[modern.length + 1] = "gzip, deflate, br";
            HttpResponse<byte[]> response = post(message, headers);

            assertThat(gunzipped(response)).isEqualTo(plain);
            assertThat(response.body()).hasSizeLessThan(plain.length() / 5);
        }
    }

    @Test
    void isOneMemberAsTheSimplestDecodersWantIt() throws Exception {
        byte[] body = post(LIST.formatted("1", ""), "Accept-Encoding", "gzip").body();
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(body, 10, body.length - 10);
            byte[] piece = new byte[1024 * 1024];
            while (!inflater.finished()) {
                assertThat(inflater.inflate(piece)).isPositive();
            }
            assertThat(inflater.getRemaining()).isEqualTo(8);
        } finally {
            inflater.end();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    gzip;q=0              | false
                    gzip; q=0.000, *;q=1  | false
                    identity              | false
                    br                    | false
                    gzipped               | false
                    X-GZIP                | true
                    br, *                 | true
                    *;q=0                 | false
                    gzip;q=0.5            | true
                    """)
    void isLeftToTheClient(String acceptEncoding, boolean compressed) throws Exception {
        HttpResponse<byte[]> response = post(LIST.formatted("1", ""), "Accept-Encoding", acceptEncoding);
        assertThat(response.headers().firstValue("content-encoding").isPresent())
                .isEqualTo(compressed);
    }

    @Test
    void leavesShortListsAndAnswersToLongIdentifiersAsTheyAre() throws Exception {
        String longId = "\"" + "x".repeat(70_000) + "\"";
        HttpResponse<byte[]> response = post(LIST.formatted(longId, ""), "Accept-Encoding", "gzip");
        assertThat(response.headers().firstValue("content-encoding")).isEmpty();
        assertThat(new String(response.body(), UTF_8)).contains(longId, "tool-299");
        served.close();
        served = ServedDocument.serve(Samples.named("one"), upstream);
        assertThat(post(LIST.formatted("1", ""), "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("content-encoding"))
                .isEmpty();
    }
}
