package dev.capstan.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YardstickProxyTest {
    private static final int LARGE = 64 * 1024 * 1024;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void whatTheUpstreamAnswersReachesTheClient() throws Exception {
        try (Upstream upstream = Upstream.start(0, 1);
                YardstickProxy proxy = start(upstream.port())) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<byte[]> response =
                        client.send(request(proxy).GET().build(), HttpResponse.BodyHandlers.ofByteArray());

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
                assertThat(response.body()).isEqualTo(Upstream.body());
            }
            assertThat(upstream.requests()).isEqualTo(3);
        }
    }

    @Test
    void bodiesAndFieldsPassBothWaysExceptHopByHopOnes() throws Exception {
        byte[] body = new byte[3_000_000];
        new Random(7).nextBytes(body);
        HttpServer upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set("X-Asked", exchange.getRequestURI().toString());
            exchange.getResponseHeaders()
                    .set("X-Tells", exchange.getRequestHeaders().getFirst("X-Told"));
            exchange.getResponseHeaders()
                    .set("X-Te", "" + exchange.getRequestHeaders().containsKey("TE"));
            exchange.getResponseHeaders().set("Keep-Alive", "timeout=5");
            exchange.sendResponseHeaders(201, 0);
            exchange.getRequestBody().transferTo(exchange.getResponseBody());
            exchange.close();
        });
        upstream.start();
        try (YardstickProxy proxy = start(upstream.getAddress().getPort())) {
            HttpRequest request = request(proxy)
                    .header("X-Told", "a, b")
                    .header("TE", "trailers")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());

            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.headers().firstValue("X-Asked")).hasValue("/services/1?page=2");
            assertThat(response.headers().firstValue("X-Tells")).hasValue("a, b");
            assertThat(response.headers().firstValue("X-Te")).hasValue("false");
            assertThat(response.headers().firstValue("Keep-Alive")).isEmpty();
            assertThat(response.body()).isEqualTo(body);
        } finally {
            upstream.stop(0);
        }
    }

    @Test
    void anUpstreamThatIsNotThereIsABadGateway() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (YardstickProxy proxy = start(port)) {
            HttpResponse<String> response =
                    client.send(request(proxy).GET().build(), HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(502);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (Upstream upstream = Upstream.start(0, 1);
                YardstickProxy proxy = start(upstream.port());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            String get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
            String lastGet = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((get + get + get + lastGet).getBytes(StandardCharsets.US_ASCII));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(5);
            assertThat(upstream.requests()).isEqualTo(4);
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsTheUpstreamBack() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            // Small buffers, so that the system's own do not hide the proxy's.
            listener.setOption(StandardSocketOptions.SO_RCVBUF, 64 * 1024);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            try (YardstickProxy proxy = start(port);
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                try (SocketChannel upstream = listener.accept()) {
                    ByteBuffer rest = writeUntilHeldBack(upstream);
                    assertThat(rest.remaining()).isPositive();
                    Thread writer = new Thread(() -> writeAll(upstream, rest));
                    writer.start();
                    long received = count(socket.getInputStream());
                    writer.join();
                    assertThat(received).isGreaterThan(LARGE);
                }
            }
        }
    }

    private static ByteBuffer writeUntilHeldBack(SocketChannel upstream) throws Exception {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer all = ByteBuffer.wrap(Arrays.copyOf(head, head.length + LARGE));
        upstream.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            upstream.register(selector, SelectionKey.OP_WRITE);
            while (all.hasRemaining() && selector.select(500) > 0) {
                selector.selectedKeys().clear();
                upstream.write(all);
            }
        }
        return all;
    }

    private static void writeAll(SocketChannel upstream, ByteBuffer rest) {
        try {
            upstream.configureBlocking(true);
            while (rest.hasRemaining()) {
                upstream.write(rest);
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(InputStream in) throws Exception {
        byte[] buffer = new byte[256 * 1024];
        long count = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            count += read;
        }
        return count;
    }

    private static YardstickProxy start(int upstreamPort) {
        return YardstickProxy.start(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), upstreamPort), 2);
    }

    private static HttpRequest.Builder request(YardstickProxy proxy) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + "/services/1?page=2"));
    }
}
