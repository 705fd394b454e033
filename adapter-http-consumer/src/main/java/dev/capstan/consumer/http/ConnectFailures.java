package dev.capstan.consumer.http;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in plain words why there is no connection, or why one broke. */
final class ConnectFailures {
    private ConnectFailures() {}

    static String describe(Throwable cause) {
        if (cause instanceof ConnectTimeoutException || cause instanceof TimeoutException) {
            return "no connection within the connect timeout";
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

    /** Whether trying again is in vain. */
    static boolean isTls(Throwable cause) {
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
