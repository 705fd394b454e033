package dev.capstan.http.tls;

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
import javax.net.ssl.TrustManagerFactory;

/** Certificates in PEM and PKCS#12 files. Blocks. */
public final class CertificateFiles {
    private CertificateFiles() {}

    /** Whether a file is PKCS#12, by the end of its name. */
    public static boolean isPkcs12(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx") || name.endsWith(".pkcs12");
    }

    /**
     * Trust in the authorities of a file, and in no others.
     *
     * @param file PEM, or PKCS#12 without a password
     * @throws IOException when it cannot be read
     * @throws GeneralSecurityException when it holds no certificate, or none that can be used
     */
    public static TrustManagerFactory authorities(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = isPkcs12(file) ? pkcs12(file) : pem(file);
        if (store.size() == 0) {
            throw new GeneralSecurityException("no certificate");
        }
        TrustManagerFactory authorities = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        authorities.init(store);
        return authorities;
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
}
