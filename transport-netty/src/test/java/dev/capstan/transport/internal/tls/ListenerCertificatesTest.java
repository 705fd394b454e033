package dev.capstan.transport.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.ListenerTls;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are renewed while a listener runs. */
class ListenerCertificatesTest {
    @TempDir
    Path files;

    private int changes;

    private void write(String name) throws Exception {
        X509Bundle made = new CertificateBuilder()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        write("server.pem", made.getCertificatePathPEM());
        write("server.key", made.getPrivateKeyPEM());
    }

    /** Files that are written one after the other may have one time. */
    private void write(String file, String text) throws Exception {
        Path written = Files.writeString(files.resolve(file), text);
        Files.setLastModifiedTime(written, FileTime.fromMillis(1_000_000L * ++changes));
    }

    private static String nameShownBy(ListenerCertificates certificates) throws Exception {
        SslContext trusting = SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null)
                .build();
        SslHandler client = trusting.newHandler(UnpooledByteBufAllocator.DEFAULT);
        EmbeddedChannel clientSide = new EmbeddedChannel(client);
        EmbeddedChannel serverSide =
                new EmbeddedChannel(certificates.newHandler(UnpooledByteBufAllocator.DEFAULT, Duration.ofSeconds(20)));
        boolean moved = true;
        while (moved) {
            moved = move(clientSide, serverSide) | move(serverSide, clientSide);
        }
        X509Certificate shown = (X509Certificate) client.engine().getSession().getPeerCertificates()[0];
        clientSide.finishAndReleaseAll();
        serverSide.finishAndReleaseAll();
        return shown.getSubjectX500Principal().getName();
    }

    private static boolean move(EmbeddedChannel from, EmbeddedChannel to) {
        from.runPendingTasks();
        Object sent = from.readOutbound();
        if (sent == null) {
            return false;
        }
        to.writeInbound(sent);
        return true;
    }

    @Test
    void newConnectionsGetWhatWasChanged() throws Exception {
        write("first");
        ListenerCertificates certificates = new ListenerCertificates(
                new ListenerTls(files.resolve("server.pem"), files.resolve("server.key"), null, null), Runnable::run);
        assertThat(nameShownBy(certificates)).isEqualTo("CN=first");

        write("second");
        certificates.refresh();
        assertThat(nameShownBy(certificates)).isEqualTo("CN=second");

        write("server.pem", "garbage");
        certificates.refresh();
        assertThat(nameShownBy(certificates)).isEqualTo("CN=second");

        write("third");
        certificates.refresh();
        assertThat(nameShownBy(certificates)).isEqualTo("CN=third");
    }
}
