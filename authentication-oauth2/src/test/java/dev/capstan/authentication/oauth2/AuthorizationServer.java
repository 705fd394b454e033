package dev.capstan.authentication.oauth2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An authorization server on the loopback that answers what a test says, and records what it was asked. */
public final class AuthorizationServer implements AutoCloseable {
    public static final String METADATA = "/.well-known/oauth-authorization-server";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Answers one request. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange, String body) throws IOException;
    }

    /** A request that came. */
    public record Asked(String method, String path, String authorization, String body) {}

    public AuthorizationServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        metadata(METADATA, uri(""));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(new Asked(exchange.getRequestMethod(), path, authorization == null ? "" : authorization, body));
        answers.getOrDefault(path, status(404)).to(exchange, body);
    }

    /** An absolute URI on this server. */
    public URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /** Serves the usual metadata of that issuer at that path. */
    public AuthorizationServer metadata(String path, URI issuer) {
        return at(
                path,
                json("{\"issuer\":\"%s\",\"jwks_uri\":\"%s\",\"introspection_endpoint\":\"%s\"}"
                        .formatted(issuer, uri("/jwks"), uri("/introspect"))));
    }

    public AuthorizationServer at(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public AuthorizationServer nothingAt(String path) {
        answers.remove(path);
        return this;
    }

    /** What came for that path. */
    public List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    /** The paths that were asked for, in order. */
    public List<String> paths() {
        return asked.stream().map(Asked::path).toList();
    }

    public static Answer json(String json) {
        return bytes(200, json.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer status(int status) {
        return bytes(status, new byte[0]);
    }

    public static Answer bytes(int status, byte[] bytes) {
        return (exchange, body) -> {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
