package dev.capstan.bind.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretServerTest {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private URI answering(HttpServer started, int status, String body) {
        server = started;
        started.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Token"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        started.start();
        String scheme = started instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + started.getAddress().getPort() + "/secret");
    }

    private static SecretServer client(@Nullable Path authorities) throws UnreadableSecretsException {
        return new SecretServer("the store", authorities, Duration.ofSeconds(10), 64);
    }

    @Test
    void getsADocumentWithItsStatus() throws Exception {
        URI uri = answering(HttpServer.create(LOOPBACK, 0), 203, "{\"a\":1}");
        SecretServer.Answer answer = client(null).get(uri, Map.of("X-Token", "t"));
        assertThat(answer.status()).isEqualTo(203);
        assertThat(answer.body()).hasToString("{\"a\":1}");
        assertThat(asked).containsExactly("/secret t");
    }

    @Test
    void whatIsNoJsonIsNone() throws Exception {
        URI uri = answering(HttpServer.create(LOOPBACK, 0), 200, "<html>");
        assertThat(client(null).get(uri, Map.of()).body()).isNull();
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        URI uri = answering(HttpServer.create(LOOPBACK, 0), 307, "");
        assertThat(client(null).get(uri, Map.of("X-Token", "t")).status()).isEqualTo(307);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aLongAnswerIsRefused() throws Exception {
        URI uri = answering(HttpServer.create(LOOPBACK, 0), 200, "x".repeat(65));
        SecretServer client = client(null);
        assertThatThrownBy(() -> client.get(uri, Map.of()))
                .isInstanceOf(UnreadableSecretsException.class)
                .hasMessage("the store sent more than 64 bytes");
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SecretServer client = new SecretServer("the store", null, Duration.ofMillis(50), 64);
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThatThrownBy(() -> client.get(uri, Map.of()))
                    .isInstanceOf(UnreadableSecretsException.class)
                    .hasMessageStartingWith("the store did not answer within");
        }
    }

    @Test
    void aServerThatIsNotThereCannotBeReached() throws Exception {
        SecretServer client = client(null);
        // Taken, so that nobody else comes to listen there.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI nobody = URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/");
            assertThatThrownBy(() -> client.get(nobody, Map.of()))
                    .isInstanceOf(UnreadableSecretsException.class)
                    .hasMessage("the store cannot be reached");
        }
    }

    @Test
    void aTokenThatNoFieldCanCarryIsNotShown() throws Exception {
        SecretServer client = client(null);
        assertThatThrownBy(() -> client.get(URI.create("http://127.0.0.1:1/"), Map.of("X-Token", "s3cret\nX: y")))
                .isInstanceOf(UnreadableSecretsException.class)
                .hasMessageContaining("the token for it")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void onlyTheGivenAuthoritiesAreTrusted() throws Exception {
        X509Bundle authority = new CertificateBuilder()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=store")
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
        URI uri = answering(secure(certificate), 200, "1");

        Path trusted = Files.writeString(folder.resolve("ca.crt"), authority.getRootCertificatePEM());
        assertThat(client(trusted).get(uri, Map.of()).status()).isEqualTo(200);

        SecretServer platform = client(null);
        assertThatThrownBy(() -> platform.get(uri, Map.of())).hasMessageContaining("cannot be reached over TLS");

        X509Bundle elsewhere = new CertificateBuilder()
                .subject("CN=store")
                .addSanDnsName("other.example")
                .buildIssuedBy(authority);
        stop();
        URI other = answering(secure(elsewhere), 200, "1");
        SecretServer client = client(trusted);
        assertThatThrownBy(() -> client.get(other, Map.of())).hasMessageContaining("has to name the host");
    }

    private static HttpsServer secure(X509Bundle certificate) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        HttpsServer started = HttpsServer.create(LOOPBACK, 0);
        started.setHttpsConfigurator(new HttpsConfigurator(context));
        return started;
    }

    @Test
    void authoritiesThatCannotBeReadAreNamed() throws IOException {
        Path none = folder.resolve("none.crt");
        assertThatThrownBy(() -> client(none)).hasMessageContaining("none.crt").hasMessageContaining("cannot be read");
        Path empty = Files.writeString(folder.resolve("empty.crt"), "");
        assertThatThrownBy(() -> client(empty))
                .hasMessageContaining("empty.crt")
                .hasMessageContaining("PEM");
        Path broken = Files.writeString(folder.resolve("broken.crt"), "-----BEGIN CERTIFICATE-----\nxx\n");
        assertThatThrownBy(() -> client(broken)).hasMessageContaining("broken.crt");
    }
}
