package dev.capstan.consumer.http.internal.connection;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Locale;
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
            KeyStore store = isPkcs12(file) ? pkcs12(file) : pem(file);
            if (store.size() == 0) {
                throw new InvalidSettingException("trustedCertificates: " + file + " holds no certificate");
            }
            TrustManagerFactory authorities =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            authorities.init(store);
            return new TlsClient(authorities);
        } catch (IOException | GeneralSecurityException failure) {
            throw new InvalidSettingException("trustedCertificates: " + file
                    + " cannot be read: give a PEM file of certificates, or a PKCS#12 file without a password");
        }
    }

    private static boolean isPkcs12(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx") || name.endsWith(".pkcs12");
    }

    private static KeyStore pkcs12(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        // Certificates may be unencrypted, or encrypted with the empty password.
        for (char[] password : new char[][] {null, {}}) {
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, password);
            }
            if (store.size() > 0) {
                break;
            }
        }
        return store;
    }

    private static KeyStore pem(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
        }
        return store;
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
                        .applicationProtocolConfig(new ApplicationProtocolConfig(
                                ApplicationProtocolConfig.Protocol.ALPN,
                                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                                ApplicationProtocolNames.HTTP_1_1));
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
