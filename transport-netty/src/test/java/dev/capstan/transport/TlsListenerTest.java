package dev.capstan.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.configuration.ListenerTls;
import dev.capstan.engine.failure.InvalidSettingException;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners that speak TLS. */
class TlsListenerTest {
    @TempDir
    static Path files;

    private static X509Bundle authority;
    private static X509Bundle certificate;

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=Test authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        certificate = issued("localhost");
        Files.writeString(files.resolve("server.pem"), certificate.getCertificatePathPEM());
        Files.writeString(files.resolve("server.key"), certificate.getPrivateKeyPEM());
        Files.writeString(files.resolve("authority.pem"), authority.getCertificatePEM());
        Files.writeString(files.resolve("garbage.pem"), "no certificate");
    }

    private static X509Bundle issued(String name) throws Exception {
        return new CertificateBuilder()
                .subject("CN=" + name)
                .addSanDnsName(name)
                .buildIssuedBy(authority);
    }

    private static ListenerTls pem(@Nullable String clientAuthorities) {
        return new ListenerTls(
                files.resolve("server.pem"),
                files.resolve("server.key"),
                null,
                clientAuthorities == null ? null : files.resolve(clientAuthorities));
    }

    private static TestServer serve(ListenerTls tls) {
        return TestServer.create(settings -> settings.tls(tls).maxBodyBytes(100_000))
                .route("GET", "/a", TestServer.text("a".repeat(300_000)))
                .route("POST", "/b", (exchange, match) -> TestServer.gather(exchange))
                .start();
    }

    private static HttpClient client(@Nullable X509Bundle own, String... protocols) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] keys = own == null ? null : own.toKeyManagerFactory().getKeyManagers();
        context.init(keys, authority.toTrustManagerFactory().getTrustManagers(), null);
        HttpClient.Builder builder = HttpClient.newBuilder().sslContext(context);
        if (protocols.length > 0) {
            SSLParameters parameters = new SSLParameters();
            parameters.setProtocols(protocols);
            builder.sslParameters(parameters);
        }
        return builder.build();
    }

    private static URI uri(TestServer server, String path) {
        return URI.create("https://localhost:" + server.port() + path);
    }

    private static HttpResponse<String> get(HttpClient client, TestServer server) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(server, "/a")).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient client, TestServer server, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(server, "/b"))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void servesOverTls(String protocol) throws Exception {
        try (TestServer server = serve(pem(null))) {
            HttpClient client = client(null, protocol);

            assertThat(server.registration().baseUrl()).startsWith("https://");
            assertThat(get(client, server).body()).hasSize(300_000);
            assertThat(get(client, server).sslSession().orElseThrow().getProtocol())
                    .isEqualTo(protocol);
            assertThat(post(client, server, "b".repeat(90_000)).body()).hasSize(90_000);
        }
    }

    @Test
    void aRefusalReachesAClientThatStillSends() throws Exception {
        try (TestServer server = serve(pem(null))) {
            assertThat(post(client(null), server, "b".repeat(2_000_000)).statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void aKeyAndItsCertificateInOneFile() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                certificate.getKeyPair().getPrivate(),
                "secret".toCharArray(),
                certificate.getCertificatePath());
        Path file = files.resolve("server.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        try (TestServer server = serve(new ListenerTls(file, null, "secret", null))) {
            assertThat(get(client(null), server).statusCode()).isEqualTo(200);
        }
        assertThat(new ListenerTls(file, null, "secret", null).toString()).doesNotContain("secret,");
    }

    @Test
    void plainRequestsGetNoReply() throws Exception {
        try (TestServer server = serve(pem(null))) {
            try (Socket client = new Socket("localhost", server.port())) {
                client.getOutputStream().write("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
                assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
                        .doesNotContain("HTTP");
            }
            assertThat(get(client(null), server).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void onlyClientsWithACertificateOfTheAuthorities() throws Exception {
        try (TestServer server = serve(pem("authority.pem"))) {
            X509Bundle stranger = new CertificateBuilder()
                    .subject("CN=stranger")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();

            assertThat(get(client(issued("client")), server).statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> get(client(null), server)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(client(stranger), server)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatCannotBeUsedIsSaid() {
        Path key = files.resolve("server.key");
        Path garbage = files.resolve("garbage.pem");

        assertThatThrownBy(() -> serve(new ListenerTls(garbage, key, null, null)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("tls: " + garbage + " and " + key + " cannot be used");
        assertThatThrownBy(() -> serve(new ListenerTls(files.resolve("none.p12"), null, null, null)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("give a PKCS#12 file");
        assertThatThrownBy(() -> serve(pem("garbage.pem")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("clientAuthorities: " + garbage);
    }
}
