package dev.capstan.consumer.http.internal.connection;

import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no connection, for people and for those who decide whether to try again. */
public final class ConnectFailures {
    /** The host's addresses were not found in time. */
    static final class UnresolvedException extends TimeoutException {
        private static final long serialVersionUID = 1L;
    }

    /** None of the addresses is one that a redirect may lead to. */
    static final class AddressRefusedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private ConnectFailures() {}

    /** What has happened. */
    public static String describe(Throwable cause) {
        if (cause instanceof UnresolvedException) {
            return "the host name was not resolved within the connect timeout";
        }
        if (isTimeout(cause)) {
            return "no connection within the connect timeout";
        }
        if (cause instanceof AddressRefusedException) {
            return "the upstream redirects to an address that is not public; to allow it, name its origin in"
                    + " allowedRedirectOrigins";
        }
        if (cause instanceof NoRouteToHostException) {
            return "no route to the host";
        }
        if (cause instanceof ConnectException) {
            return "the connection was refused";
        }
        if (cause instanceof UnknownHostException) {
            return "the host name cannot be resolved";
        }
        return isTls(cause) ? "the TLS handshake failed" + certificateProblem(cause) : "the connection broke";
    }

    /** Whether time was over. */
    public static boolean isTimeout(Throwable cause) {
        return cause instanceof ConnectTimeoutException || cause instanceof TimeoutException;
    }

    /** Whether another attempt would end the same way. */
    public static boolean isLasting(Throwable cause) {
        return cause instanceof UnresolvedException || cause instanceof AddressRefusedException || isTls(cause);
    }

    private static boolean isTls(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SSLException || at instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static String certificateProblem(Throwable cause) {
        Throwable problem = null;
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof CertificateException) {
                problem = at;
            }
        }
        if (problem == null) {
            return "";
        }
        String message = problem.getMessage();
        return message != null && (message.startsWith("No name matching") || message.startsWith("No subject alt"))
                ? ": the certificate is not for this host"
                : ": the certificate is not trusted; to trust its authority, name a file with it as trustedCertificates";
    }
}
