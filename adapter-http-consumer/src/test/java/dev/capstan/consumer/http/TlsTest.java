package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.configuration.NamespaceConfigurationBuilder;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    @TempDir
    static Path files;

    private static X509Bundle authority;
    private static Path pem;

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=Test authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        pem = Files.writeString(files.resolve("authority.pem"), authority.getCertificatePEM());
    }

    private static SslContext certificateFor(String host, X509Bundle issuer) throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=" + host)
                .addSanDnsName(host)
                .buildIssuedBy(issuer);
        return SslContextBuilder.forServer(certificate.toKeyManagerFactory()).build();
    }

    private static ConsumerFixture api(String origin, Path trusted) {
        NamespaceConfigurationBuilder settings = NamespaceConfiguration.builder();
        return ConsumerFixture.operation(origin, "GET", "/items")
                .with((trusted == null ? settings : settings.trustedCertificates(trusted)).build())
                .start();
    }

    @Test
    void a_trusted_authority_and_the_right_name() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.startTls(certificateFor("localhost", authority));
                ConsumerFixture api = api(upstream.origin(), pem)) {
            upstream.answerNext(UpstreamAnswer.text(200, "text/plain", "x".repeat(300_000)));

            assertThat(api.call().text()).hasSize(300_000);
            assertThat(api.call().status()).isEqualTo(200);
            assertThat(upstream.connections()).isEqualTo(1);
            assertThat(upstream.take().header("Host")).isEqualTo("localhost:" + upstream.port());
        }
    }

    @Test
    void authorities_from_a_pkcs12_file() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.getCertificate());
        Path file = files.resolve("authority.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, new char[0]);
        }
        try (RecordingUpstream upstream = RecordingUpstream.startTls(certificateFor("localhost", authority));
                ConsumerFixture api = api(upstream.origin(), file)) {
            assertThat(api.call().status()).isEqualTo(200);
        }
    }

    @Test
    void a_certificate_for_another_host_is_refused() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.startTls(certificateFor("other.example", authority));
                ConsumerFixture api = api(upstream.origin(), pem)) {
            CallFailure failure = api.failure();

            assertThat(failure).isInstanceOf(CallFailure.UpstreamUnreachable.class);
            assertThat(failure.detail()).endsWith("the certificate is not for this host");
            assertThat(upstream.requests()).isEmpty();
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void an_unknown_authority_is_refused() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.startTls(certificateFor("localhost", authority));
                ConsumerFixture api = api(upstream.origin(), null)) {
            CallFailure failure = api.failure();

            assertThat(failure).isInstanceOf(CallFailure.UpstreamUnreachable.class);
            assertThat(failure.detail()).contains("not trusted").contains("trustedCertificates");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void a_server_that_speaks_no_tls() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api("https://localhost:" + upstream.port(), pem)) {
            assertThat(api.failure()).isInstanceOf(CallFailure.UpstreamUnreachable.class);
        }
    }

    @Test
    void a_server_that_never_shakes_hands() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                ConsumerFixture api = ConsumerFixture.operation(
                                "https://localhost:" + silent.getLocalPort(), "GET", "/")
                        .with(NamespaceConfiguration.builder()
                                .trustedCertificates(pem)
                                .maxRetries(0)
                                .connectTimeout(Duration.ofMillis(300))
                                .build())
                        .start()) {
            assertThat(api.failure()).isInstanceOf(CallFailure.UpstreamTimeout.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.pem", "garbage.pem", "empty.pem", "garbage.p12"})
    void a_file_that_cannot_be_read_is_refused_at_load(String name) throws IOException {
        Path file = files.resolve(name);
        if (!name.startsWith("missing")) {
            Files.writeString(file, name.startsWith("empty") ? "" : "garbage");
        }
        assertThatThrownBy(() -> api("https://localhost", file))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("trustedCertificates: " + file);
    }
}
