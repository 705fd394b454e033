package dev.capstan.bind.support;

import dev.capstan.engine.exchange.BoundedBodySubscriber;
import dev.capstan.engine.exchange.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks a server for one document of secrets: within ten seconds, name look-up and body included, of bounded size, and without
 * following redirects, which would take the token elsewhere. Blocks; safe for any thread.
 */
public final class SecretServer {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Both stores hold a megabyte for one secret, which base64 makes a third longer. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final String name;
    private final HttpClient client;
    private final Duration timeout;
    private final int mostBytes;

    /**
     * A server.
     *
     * @param name what messages call it
     * @param authorities a PEM file with the only certificate authorities that are trusted; null to trust those of the platform
     */
    public SecretServer(String name, @Nullable Path authorities) throws UnreadableSecretsException {
        this(name, authorities, TIMEOUT, MOST_BYTES);
    }

    SecretServer(String name, @Nullable Path authorities, Duration timeout, int mostBytes)
            throws UnreadableSecretsException {
        this.name = name;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
        if (authorities != null) {
            builder.sslContext(CertificateAuthorities.trusting(authorities));
        }
        this.client = builder.build();
    }

    /**
     * An answer, whatever its status.
     *
     * @param body its JSON; null when it is none
     */
    public record Answer(int status, @Nullable JsonNode body) {}

    /** Gets a document. */
    public Answer get(URI uri, Map<String, String> headers) throws UnreadableSecretsException {
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(
                request(uri, headers),
                head -> new BoundedBodySubscriber(
                        mostBytes,
                        () -> new UnreadableSecretsException(name + " sent more than " + mostBytes + " bytes")));
        try {
            HttpResponse<byte[]> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), json(response.body()));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new UnreadableSecretsException(name + " did not answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnreadableSecretsException("loading was interrupted");
        } catch (ExecutionException e) {
            throw new UnreadableSecretsException(reason(e));
        }
    }

    private HttpRequest request(URI uri, Map<String, String> headers) throws UnreadableSecretsException {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(uri).header("Accept", "application/json");
            headers.forEach(builder::header);
            return builder.GET().build();
        } catch (IllegalArgumentException e) {
            // The exception's own message may hold the token.
            throw new UnreadableSecretsException(
                    "the address of " + name + ", or the token for it, holds what no request can carry");
        }
    }

    private @Nullable JsonNode json(byte[] body) {
        try {
            return Json.read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableSecretsException known) {
                return String.valueOf(known.getMessage());
            }
            if (cause instanceof SSLException) {
                return name
                        + " cannot be reached over TLS: its certificate has to name the host, and to come from an authority"
                        + " that is trusted";
            }
            if (cause instanceof ConnectException) {
                return name + " cannot be reached";
            }
        }
        return failure.getCause() instanceof IOException
                ? name + " ended the connection without an answer in HTTP"
                : name + " cannot be asked";
    }
}
