package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.RequestContent;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream sends beyond the end of a response is nobody's response. */
class SurplusBytesTest {
    private static final String FORGED = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nFORGED";

    private final Semaphore surplusSent = new Semaphore(0);

    /**
     * Responds to {@code /surplus} with a response and more, to everything else with {@code ok}.
     *
     * @param atOnce whether both are one write
     */
    private ScriptedUpstream upstream(String response, String surplus, boolean atOnce) {
        return new ScriptedUpstream((connection, number) -> {
            for (String head = connection.readHead(); head != null; head = connection.readHead()) {
                if (!head.startsWith("GET /surplus ")) {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                } else if (atOnce) {
                    connection.write(response + surplus);
                    surplusSent.release();
                } else {
                    connection.write(response);
                    connection.write(surplus);
                    surplusSent.release();
                }
            }
        });
    }

    private static ConsumerFixture api(ScriptedUpstream upstream) {
        return ConsumerFixture.of(upstream.origin(), """
                - name: r
                  path: /
                  operations:
                    - {name: surplus, method: GET, path: surplus}
                    - {name: ok, method: GET, path: ok}
                """).start();
    }

    private static String call(ConsumerFixture api, String operation) {
        return ConsumerFixture.await(
                        api.callLater(api.request(operation, Map.of(), RequestContent.None.INSTANCE), operation))
                .text();
    }

    /** Calls the operation with the surplus, and waits until that can be read. */
    private String callForSurplus(ConsumerFixture api) {
        String text = call(api, "surplus");
        surplusSent.acquireUninterruptibly();
        api.eventLoop().submit(() -> {}).syncUninterruptibly();
        return text;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void more_than_the_content_length(boolean atOnce) {
        for (int size : new int[] {0, 5, 2009, 65_536, 300_000}) {
            String body = "x".repeat(size);
            String response = "HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n" + body;
            try (ScriptedUpstream upstream = upstream(response, FORGED, atOnce);
                    ConsumerFixture api = api(upstream)) {
                for (int i = 0; i < 10; i++) {
                    assertThat(callForSurplus(api)).isEqualTo(body);
                    assertThat(call(api, "ok")).isEqualTo("ok");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 6\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void a_body_where_none_is(String response) {
        for (String surplus : new String[] {"secret", FORGED, "\r\n", "HTTP/1.1 200 OK\r\nContent-Le"}) {
            for (boolean atOnce : new boolean[] {true, false}) {
                try (ScriptedUpstream upstream = upstream(response, surplus, atOnce);
                        ConsumerFixture api = api(upstream)) {
                    for (int i = 0; i < 5; i++) {
                        assertThat(callForSurplus(api)).isEmpty();
                        assertThat(call(api, "ok")).isEqualTo("ok");
                    }
                }
            }
        }
    }

    @Test
    void an_origin_that_is_known_to_send_more_gets_a_connection_for_each_call() {
        try (ScriptedUpstream upstream = upstream("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "x", true);
                ConsumerFixture api = api(upstream)) {
            for (int i = 0; i < 10; i++) {
                call(api, "ok");
            }
            assertThat(upstream.connections()).isEqualTo(1);
            call(api, "surplus");
            for (int i = 0; i < 10; i++) {
                call(api, "ok");
            }
            assertThat(upstream.connections()).isEqualTo(11);
        }
    }

    @Test
    void the_notice_of_a_server_that_closes_an_idle_connection_is_no_response_and_no_reason_for_distrust() {
        try (ScriptedUpstream upstream = new ScriptedUpstream((connection, number) -> {
                    connection.readHead();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    if (number == 1) {
                        connection.write(
                                "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                        return;
                    }
                    connection.readHead();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    connection.readHead();
                });
                ConsumerFixture api = api(upstream)) {
            assertThat(call(api, "ok")).isEqualTo("ok");
            upstream.awaitDisconnect();
            assertThat(call(api, "ok")).isEqualTo("ok");
            assertThat(call(api, "ok")).isEqualTo("ok");
            assertThat(upstream.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip, chunked",
                "xchunked",
                "chunked, chunked",
                "identity",
                "chunked\r\nTransfer-Encoding: chunked",
                "chunked;q=1",
                ""
            })
    void a_transfer_coding_other_than_chunked_is_unreadable(String coding) throws IOException {
        try (ScriptedUpstream upstream = upstream(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + coding + "\r\n\r\n2\r\nab\r\n0\r\n\r\n", "", true);
                ConsumerFixture api = api(upstream)) {
            CallFailure failure = api.failure(
                    api.callLater(api.request("surplus", Map.of(), RequestContent.None.INSTANCE), "surplus"));

            assertThat(failure).isInstanceOf(CallFailure.UpstreamUnreadable.class);
            assertThat(call(api, "ok")).isEqualTo("ok");
        }
    }
}
