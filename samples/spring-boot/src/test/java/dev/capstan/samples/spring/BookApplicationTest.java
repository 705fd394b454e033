package dev.capstan.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.capstan.engine.Engine;
import dev.capstan.engine.spi.adapter.ServerAdapter.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BookApplicationTest {
    private static final BlockingQueue<String> RECEIVED = new LinkedBlockingQueue<>();
    private static final HttpServer CATALOGUE = catalogue();

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Engine engine;

    private static HttpServer catalogue() {
        byte[] book = """
                {"title": "On the Shore", "authors": [{"name": "A", "alive": false}, {"name": "B", "alive": true}]}"""
                .getBytes(StandardCharsets.UTF_8);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                RECEIVED.add(exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, book.length);
                exchange.getResponseBody().write(book);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add(
                "catalogue.uri",
                () -> "http://127.0.0.1:" + CATALOGUE.getAddress().getPort());
        registry.add("catalogue.key", () -> "a-key");
        registry.add("books.any-port", () -> "true");
    }

    @AfterAll
    static void stop() {
        CATALOGUE.stop(0);
    }

    @BeforeEach
    void forget() {
        RECEIVED.clear();
    }

    @Test
    void aControllerAnswersWithAUnitsReply() throws Exception {
        HttpResponse<String> response = send("GET", "http://127.0.0.1:" + port + "/library/42", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"title\":\"On the Shore\",\"living\":[\"B\"]}");
        assertThat(RECEIVED.take()).isEqualTo("/books/42 Bearer a-key");
    }

    @Test
    void theEngineServesBesideTheWebServer() throws Exception {
        HttpResponse<String> rest = send("GET", url("rest") + "/books/7", "");
        assertThat(rest.body()).contains("On the Shore");
        assertThat(RECEIVED.take()).isEqualTo("/books/7 Bearer a-key");

        HttpResponse<String> tools =
                send("POST", url("mcp"), "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
        assertThat(tools.body()).contains("get-book");
    }

    private String url(String type) {
        return engine.documents().get(0).endpoints().stream()
                .filter(endpoint -> endpoint.type().equals(type))
                .map(Endpoint::url)
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> send(String method, String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
