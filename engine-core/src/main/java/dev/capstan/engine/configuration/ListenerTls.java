package dev.capstan.engine.configuration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who listeners prove to be, and who their clients have to be, over TLS. The files are read when the engine starts, and again when
 * they change.
 *
 * @param certificate the certificate and those of its issuers, in PEM; or a PKCS#12 file, by its name's end {@code .p12},
 *     {@code .pfx} or {@code .pkcs12}, that holds the key too
 * @param key the certificate's private key, a PKCS#8 PEM file; null for PKCS#12
 * @param password of the key or of the PKCS#12 file; null when it has none
 * @param clientAuthorities a PEM or PKCS#12 file of the authorities whose certificates clients have to show; null asks for none
 */
public record ListenerTls(
        Path certificate,
        @Nullable Path key,
        @Nullable String password,
        @Nullable Path clientAuthorities) {
    /** Masks the password. */
    @Override
    public String toString() {
        return "ListenerTls[certificate=" + certificate + ", key=" + key + ", clientAuthorities=" + clientAuthorities
                + "]";
    }
}
