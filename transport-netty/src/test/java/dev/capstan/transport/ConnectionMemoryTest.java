package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What connections hold is bounded one by one, and in sum by the memory budget. */
class ConnectionMemoryTest {
    private static final String REQUEST = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void aHeadThatDoesNotEndIsRefusedByItsFieldsAsTheyCome() throws Exception {
        try (TestServer server = TestServer.create()
                        .route("GET", "/a", TestServer.text("a"))
                        .start();
                RawClient client = server.connect()) {
            client.send("GET /a HTTP/1.1\r\n" + "a:\r\n".repeat(300));
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(431);
            assertThat(reply.body()).contains("\"code\":\"too-many-fields\"");
        }
    }

    @Test
    void headsThatDoNotEndHaveAShareOfTheBudgetTogether() throws Exception {
        try (TestServer server = TestServer.withMemory(100_000)
                .route("GET", "/a", TestServer.text("a"))
                .start()) {
            List<RawClient> clients = new ArrayList<>();
            try {
                String head = "GET /a HTTP/1.1\r\nX: " + "y".repeat(30_000);
                int refused = 0;
                for (int i = 0; i < 10; i++) {
                    RawClient client = server.connect().send(head);
                    clients.add(client);
                    server.awaitReserved(reserved -> reserved > 0);
                }
                for (RawClient client : clients.subList(4, 10)) {
                    RawClient.Reply reply = client.read();
                    assertThat(reply.status()).isEqualTo(503);
                    assertThat(reply.header("retry-after")).isEqualTo("1");
                    assertThat(reply.body()).contains("\"code\":\"overloaded\"");
                    refused++;
                }
                assertThat(refused).isEqualTo(6);
                // Who holds little goes on.
                try (RawClient small = server.connect().get("/a")) {
                    assertThat(small.read().body()).isEqualTo("a");
                }
                assertThat(clients.get(0)
                                .send("\r\nHost: localhost\r\n\r\n")
                                .read()
                                .body())
                        .isEqualTo("a");
            } finally {
                for (RawClient client : clients) {
                    client.close();
                }
            }
            server.awaitReserved(reserved -> reserved == 0);
        }
    }

    /** A client whose connection is read in large pieces. */
    private static RawClient afterALongBody(TestServer server) throws Exception {
        RawClient client = server.connect();
        client.send("POST /b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")
                .send(new byte[1_000_000]);
        client.read();
        return client;
    }

    @Test
    void requestsThatWaitBehindARunningOneAreBoundedAndTheConnectionEndsWhereTheyAreTooMany() throws Exception {
        BlockingQueue<HttpExchange> held = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.withMemory(20_000)
                .route("GET", "/a", TestServer.text("a"))
                .route("POST", "/b", (exchange, match) -> TestServer.gather(exchange))
                .route("GET", "/hold", (exchange, match) -> held.add(exchange))
                .start()) {
            String hold = "GET /hold HTTP/1.1\r\nHost: localhost\r\n\r\n";
            try (RawClient few = afterALongBody(server).send(hold + REQUEST.repeat(100));
                    RawClient many = afterALongBody(server).send(hold)) {
                HttpExchange one = held.poll(30, TimeUnit.SECONDS);
                HttpExchange other = held.poll(30, TimeUnit.SECONDS);
                server.awaitReserved(reserved -> reserved > 0);
                many.send(REQUEST.repeat(1000));
                for (HttpExchange exchange : List.of(one, other)) {
                    exchange.eventLoop()
                            .schedule(() -> TestServer.reply(exchange, 200, "held"), 300, TimeUnit.MILLISECONDS);
                }
                assertThat(few.read().body()).isEqualTo("held");
                for (int i = 0; i < 100; i++) {
                    assertThat(few.read().body()).isEqualTo("a");
                }
                RawClient.Reply last = many.read();
                assertThat(last.body()).isEqualTo("held");
                assertThat(last.header("connection")).isEqualTo("close");
                assertThat(many.isAtEnd()).isTrue();
            }
            server.awaitReserved(reserved -> reserved == 0);
        }
    }
}
