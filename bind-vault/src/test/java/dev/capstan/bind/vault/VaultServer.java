package dev.capstan.bind.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as Vault 1.15 was recorded to. */
final class VaultServer implements AutoCloseable {
    static final String TOKEN = "hvs.CAESIJRM-test";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<HttpExchange> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    VaultServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Holds a secret; {@code data} is JSON. */
    VaultServer holds(String mount, String path, String data) {
        secrets.put("/v1/" + mount + "/data/" + path, data);
        return this;
    }

    /** Answers everything with that status. */
    VaultServer answers(int always) {
        status = always;
        return this;
    }

    List<HttpExchange> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange);
        String data = secrets.get(exchange.getRequestURI().getRawPath());
        if (status != 200) {
            send(exchange, status, "{\"errors\":[\"Vault is sealed\"]}");
        } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
            send(
                    exchange,
                    403,
                    "{\"errors\":[\"2 errors occurred:\\n\\t* permission denied\\n\\t* invalid token\\n\\n\"]}");
        } else if (data == null) {
            send(exchange, 404, "{\"errors\":[]}");
        } else {
            send(exchange, 200, """
                    {"request_id":"0b3a7c7e-6f0b-91e5-5a6e-dd0a2a2f8a10","lease_id":"","renewable":false,"lease_duration":0,
                    "data":{"data":%s,"metadata":{"created_time":"2026-11-30T12:00:00.123456789Z","custom_metadata":null,
                    "deletion_time":"","destroyed":false,"version":3}},"wrap_info":null,"warnings":null,"auth":null,"mount_type":"kv"}
                    """.formatted(data));
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
