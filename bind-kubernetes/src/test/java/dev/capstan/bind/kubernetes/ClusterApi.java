package dev.capstan.bind.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server that answers as the API of Kubernetes 1.29 was recorded to, over TLS with an authority of its own. */
final class ClusterApi implements AutoCloseable {
    static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.test.token";

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final X509Bundle authority;

    ClusterApi() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=kubernetes")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=kube-apiserver")
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Writes what a pod has of its service account. */
    void mountServiceAccount(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("ca.crt"), authority.getRootCertificatePEM());
        Files.writeString(folder.resolve("token"), TOKEN);
        Files.writeString(folder.resolve("namespace"), "fleet");
    }

    /** Holds a secret; {@code data} is the JSON of its field {@code data}. */
    void holds(String namespace, String name, String data) {
        secrets.put("/api/v1/namespaces/" + namespace + "/secrets/" + name, data);
    }

    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(exchange.getRequestMethod() + " " + path);
        String data = secrets.get(path);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, failure("Unauthorized", 401));
        } else if (path.contains("/namespaces/kube-system/")) {
            send(
                    exchange,
                    403,
                    failure(
                            "secrets \\\"x\\\" is forbidden: User \\\"system:serviceaccount:fleet:default\\\" cannot get resource",
                            403));
        } else if (data == null) {
            send(exchange, 404, failure("secrets \\\"none\\\" not found", 404));
        } else {
            send(exchange, 200, """
                    {"kind":"Secret","apiVersion":"v1","metadata":{"name":"shipyard","namespace":"fleet",
                    "uid":"b0c1fd0e-6d1e-4d3c-9a0a-3a8f2b2f1a11","resourceVersion":"4711"},"data":%s,"type":"Opaque"}
                    """.formatted(data));
        }
    }

    private static String failure(String message, int code) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
                + message + "\",\"code\":" + code + "}";
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
