package dev.capstan.engine.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerTlsTest {
    @TempDir
    private Path folder;

    private ListenerTls read(String tls) throws IOException {
        return ConfigurationReader.read(
                        Files.writeString(folder.resolve("engine.yaml"), "server:\n  tls: " + tls + "\n"))
                .server()
                .tls();
    }

    @Test
    void filesAreBesideTheConfiguration() throws IOException {
        ListenerTls tls =
                read("{certificate: a.pem, key: keys/a.key, password: s3cret, clientAuthorities: /etc/ca.pem}");

        assertThat(tls)
                .isEqualTo(new ListenerTls(
                        folder.resolve("a.pem"), folder.resolve("keys/a.key"), "s3cret", Path.of("/etc/ca.pem")));
        assertThat(tls.toString()).doesNotContain("s3cret");
        assertThat(read("{certificate: a.p12}")).isEqualTo(new ListenerTls(folder.resolve("a.p12"), null, null, null));
    }

    @Test
    void aCertificateIsNeeded() {
        assertThatThrownBy(() -> read("{key: a.key, pasword: s3cret}"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("tls needs a certificate")
                .hasMessageContaining("did you mean password?")
                .hasMessageNotContaining("s3cret");
    }
}
