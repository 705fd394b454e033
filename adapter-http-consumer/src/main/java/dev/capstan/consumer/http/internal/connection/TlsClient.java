package dev.capstan.consumer.http.internal.connection;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.http.tls.CertificateFiles;
import dev.capstan.http.tls.HttpProtocols;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust. Reading the platform's authorities takes time and memory, so that there is one instance for all
 * namespaces of an engine that trust them, which reads them when first needed and not on an event loop.
 */
public final class TlsClient implements EngineService {
    private final @Nullable TrustManagerFactory authorities;
    private volatile @Nullable SslContext context;

    private TlsClient(@Nullable TrustManagerFactory authorities) {
        this.authorities = authorities;
    }

    /** The engine's instance that trusts what the platform trusts. */
    public static TlsClient ofPlatform(EngineContext engine) {
        return engine.service(TlsClient.class, any -> new TlsClient(null));
    }

    /**
     * One that trusts the authorities in that file, and no others.
     *
     * @throws InvalidSettingException when it cannot be read
     */
    public static TlsClient trusting(Path file) {
        try {
            return new TlsClient(CertificateFiles.authorities(file));
        } catch (IOException | GeneralSecurityException failure) {
            throw new InvalidSettingException("trustedCertificates: " + file + " cannot be used: give a PEM file with"
                    + " certificates, or a PKCS#12 file with certificates and without a password");
        }
    }

    /** The context for new connections. May block when called for the first time. */
    SslContext context() throws SSLException {
        SslContext known = context;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            if (context == null) {
                SslContextBuilder builder = SslContextBuilder.forClient()
                        .endpointIdentificationAlgorithm("HTTPS")
                        .applicationProtocolConfig(HttpProtocols.NEGOTIATED);
                context = (authorities == null ? builder : builder.trustManager(authorities)).build();
            }
            return context;
        }
    }

    @Override
    public void start() {}

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {}
}
