package dev.capstan.transport.internal.tls;

import dev.capstan.engine.configuration.ListenerTls;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.http.tls.CertificateFiles;
import dev.capstan.http.tls.HttpProtocols;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificate and key of an engine's listeners. New connections see files that were changed a few seconds after that; where the new
 * ones cannot be used, the former certificate stays. Safe for any thread.
 */
public final class ListenerCertificates {
    private static final Logger LOGGER = LoggerFactory.getLogger(ListenerCertificates.class);
    private static final long CHECK_NANOS = Duration.ofSeconds(10).toNanos();

    /** Those with forward secrecy and authenticated encryption (RFC 9325, section 4.2). */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final ListenerTls settings;
    private final Executor blocking;
    private final AtomicLong checkedNanos = new AtomicLong(System.nanoTime());
    private volatile SslContext context;
    private volatile List<String> stamps;

    /**
     * The certificates that the settings name. Blocks.
     *
     * @param blocking reads the files again
     * @throws InvalidSettingException when they cannot be used
     */
    public ListenerCertificates(ListenerTls settings, Executor blocking) {
        this.settings = settings;
        this.blocking = blocking;
        this.stamps = stamps();
        this.context = load();
    }

    /** What a new connection begins with. */
    public SslHandler newHandler(ByteBufAllocator allocator, Duration handshakeTimeout) {
        refreshSoon();
        SslHandler handler = context.newHandler(allocator);
        handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
        return handler;
    }

    private void refreshSoon() {
        long now = System.nanoTime();
        long checked = checkedNanos.get();
        if (now - checked < CHECK_NANOS || !checkedNanos.compareAndSet(checked, now)) {
            return;
        }
        try {
            blocking.execute(this::refresh);
        } catch (RejectedExecutionException closing) {
            LOGGER.debug("certificates are not read again, because the engine is closing");
        }
    }

    /** Reads the files again if one has changed. Blocks. */
    synchronized void refresh() {
        List<String> found = stamps();
        if (found.equals(stamps)) {
            return;
        }
        stamps = found;
        try {
            context = load();
            LOGGER.info("new connections get the changed certificate in {}", settings.certificate());
        } catch (InvalidSettingException e) {
            LOGGER.warn("{}; new connections still get the former certificate", e.getMessage());
        }
    }

    private List<String> stamps() {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            try {
                found.add(file.toRealPath() + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException e) {
                found.add(file + " cannot be read");
            }
        }
        return List.copyOf(found);
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>(3);
        files.add(settings.certificate());
        if (settings.key() != null) {
            files.add(settings.key());
        }
        if (settings.clientAuthorities() != null) {
            files.add(settings.clientAuthorities());
        }
        return files;
    }

    private SslContext load() {
        try {
            SslContextBuilder builder = identity()
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(HttpProtocols.NEGOTIATED);
            Path authorities = settings.clientAuthorities();
            if (authorities != null) {
                builder.trustManager(trusted(authorities)).clientAuth(ClientAuth.REQUIRE);
            }
            return builder.build();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(settings.certificate()
                    + (settings.key() == null
                            ? " cannot be used: give a PKCS#12 file with a key and its certificate, and the password if it"
                                    + " has one; for PEM files, name the key too"
                            : " and " + settings.key()
                                    + " cannot be used: give a certificate and its PKCS#8 key in PEM, and"
                                    + " the password if the key has one"));
        }
    }

    private static TrustManagerFactory trusted(Path authorities) {
        try {
            return CertificateFiles.authorities(authorities);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable("clientAuthorities: " + authorities + " cannot be used: give a PEM file with certificates");
        }
    }

    private static InvalidSettingException unusable(String problem) {
        return new InvalidSettingException("tls: " + problem, List.of("server.tls"));
    }

    private SslContextBuilder identity() throws IOException, GeneralSecurityException {
        Path key = settings.key();
        String password = settings.password();
        if (key != null) {
            return SslContextBuilder.forServer(settings.certificate().toFile(), key.toFile(), password);
        }
        char[] characters = password == null ? new char[0] : password.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(settings.certificate())) {
            store.load(in, characters);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, characters);
        return SslContextBuilder.forServer(keys);
    }

    /** The certificates that an engine with these settings needs; null when its listeners speak plain HTTP. */
    public static @Nullable ListenerCertificates of(@Nullable ListenerTls settings, Executor blocking) {
        return settings == null ? null : new ListenerCertificates(settings, blocking);
    }
}
