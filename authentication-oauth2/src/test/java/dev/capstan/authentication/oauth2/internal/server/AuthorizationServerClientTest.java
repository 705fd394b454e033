package dev.capstan.authentication.oauth2.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.capstan.authentication.oauth2.AuthorizationServer;
import dev.capstan.testkit.ClosedPort;
import dev.capstan.testkit.TestEngineContext;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorizationServerClientTest {
    private final AuthorizationServer server = new AuthorizationServer();
    private final TestEngineContext engine = new TestEngineContext();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        engine.close();
        server.close();
    }

    private void assertFails(AuthorizationServerClient client, URI uri, String reason) {
        assertThatThrownBy(() -> client.get(uri).get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(FetchException.class)
                .hasMessageContaining(uri.getHost())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret=");
    }

    @Test
    void takesAnswersUpToItsLimit() throws Exception {
        server.at("/large", AuthorizationServer.bytes(200, new byte[AuthorizationServerClient.MOST_BYTES]));
        server.at("/huge", AuthorizationServer.bytes(200, new byte[AuthorizationServerClient.MOST_BYTES + 1]));
        AuthorizationServerClient client = new AuthorizationServerClient(engine);
        assertThat(client.get(server.uri("/large")).get(20, TimeUnit.SECONDS).body())
                .hasSize(AuthorizationServerClient.MOST_BYTES);
        assertFails(client, server.uri("/huge?secret=1"), "sent more than 262144 bytes");
    }

    @Test
    void givesUpOnAnAnswerWithoutEnd() {
        server.at("/endless", (exchange, body) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[8192];
            try {
                while (released.getCount() > 0) {
                    exchange.getResponseBody().write(piece);
                }
            } catch (IOException closed) {
                released.countDown();
            }
        });
        assertFails(new AuthorizationServerClient(engine), server.uri("/endless"), "sent more than 262144 bytes");
    }

    @Test
    void givesUpOnASlowHeadAndOnASlowBody() {
        server.at("/slow-head", (exchange, body) -> await());
        server.at("/slow-body", (exchange, body) -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        });
        AuthorizationServerClient client = new AuthorizationServerClient(engine, Duration.ofMillis(300));
        assertFails(client, server.uri("/slow-head"), "did not answer within 300 ms");
        assertFails(client, server.uri("/slow-body"), "did not answer within 300 ms");
    }

    private void await() {
        try {
            released.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void saysWhatCannotBeReached() throws Exception {
        try (ClosedPort nobody = new ClosedPort()) {
            AuthorizationServerClient client = new AuthorizationServerClient(engine);
            assertFails(client, URI.create("http://localhost:" + nobody.port() + "/x"), "cannot be reached");
        }
    }

    @Test
    void trustsNoCertificateThatTheRuntimeDoesNot() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned()
                        .toKeyManagerFactory()
                        .getKeyManagers(),
                null,
                null);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        https.start();
        try {
            assertFails(
                    new AuthorizationServerClient(engine),
                    URI.create("https://localhost:" + https.getAddress().getPort() + "/x?secret=1"),
                    "cannot be reached over TLS");
        } finally {
            https.stop(0);
        }
    }

    @Test
    void asksOnceMoreWhenTheConnectionIsLost() throws Exception {
        server.at("/x", (exchange, body) -> {
            if (server.asked("/x").size() % 2 == 1) {
                exchange.close();
            } else {
                AuthorizationServer.json("{}").to(exchange, body);
            }
        });
        AuthorizationServerClient client = new AuthorizationServerClient(engine);
        assertThat(client.post(server.uri("/x"), "Basic eDp5", "token=x")
                        .get(20, TimeUnit.SECONDS)
                        .status())
                .isEqualTo(200);
        server.at("/x", (exchange, body) -> exchange.close());
        assertFails(client, server.uri("/x"), "cannot be reached");
    }

    @Test
    void callsNobodyOnceItIsClosed() {
        AuthorizationServerClient client = new AuthorizationServerClient(engine);
        client.close();
        assertThatThrownBy(() -> client.get(server.uri("/x")).get(20, TimeUnit.SECONDS))
                .hasMessageContaining("the engine is closing");
        assertThat(server.paths()).isEmpty();
    }

    @Test
    void namesTheEngineAndAsksForJson() throws Exception {
        CompletableFuture<String> asked = new CompletableFuture<>();
        server.at("/x", (exchange, body) -> {
            asked.complete(exchange.getRequestHeaders().getFirst("User-Agent") + " "
                    + exchange.getRequestHeaders().getFirst("Accept"));
            AuthorizationServer.status(200).to(exchange, body);
        });
        new AuthorizationServerClient(engine).get(server.uri("/x")).get(20, TimeUnit.SECONDS);
        assertThat(asked.get()).isEqualTo("capstan/test application/json");
    }
}
