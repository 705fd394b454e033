package dev.capstan.authentication.oauth2.internal.server;

import dev.capstan.engine.exchange.BoundedBodySubscriber;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EngineService;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Calls authorization servers, for all authenticators of an engine: on the engine's blocking executor, with limits on what a
 * server can make it wait for and hold. Redirects are not followed. Safe for any thread.
 */
public final class AuthorizationServerClient implements EngineService {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The most bytes of a response. */
    static final int MOST_BYTES = 256 * 1024;

    private final EngineContext engine;
    private final Duration timeout;
    private @Nullable HttpClient client;
    private boolean closed;

    /** With the engine's executor and loops. */
    public AuthorizationServerClient(EngineContext engine) {
        this(engine, TIMEOUT);
    }

    AuthorizationServerClient(EngineContext engine, Duration timeout) {
        this.engine = engine;
        this.timeout = timeout;
    }

    /** The engine's one. */
    public static AuthorizationServerClient of(EngineContext engine) {
        return engine.service(AuthorizationServerClient.class, AuthorizationServerClient::new);
    }

    /** A server's answer, whatever its status. */
    public record Response(int status, byte[] body) {}

    /**
     * Gets a document. The stage fails with a {@link FetchException}; it completes on any thread, so that what depends on it must
     * not take long.
     */
    public CompletableFuture<Response> get(URI uri) {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    /** Posts a form, with the value of an Authorization field. As {@link #get} otherwise. */
    public CompletableFuture<Response> post(URI uri, String authorization, String form) {
        return send(HttpRequest.newBuilder(uri)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form, StandardCharsets.US_ASCII)));
    }

    private CompletableFuture<Response> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.header("Accept", "application/json")
                .header("User-Agent", engine.product())
                .build();
        String name = SecureUri.shown(request.uri());
        CompletableFuture<Response> answer = new CompletableFuture<>();
        try {
            // Holds for the whole exchange, name look-up and body included, which the client's own time-out does not.
            Future<?> timer = engine.eventLoops()
                    .next()
                    .schedule(
                            () -> answer.completeExceptionally(
                                    new FetchException(name + " did not answer within " + timeout.toMillis() + " ms")),
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS);
            answer.whenComplete((response, failure) -> timer.cancel(false));
            engine.blockingExecutor().execute(() -> exchange(request, name, answer, true));
        } catch (RejectedExecutionException closing) {
            answer.completeExceptionally(new FetchException("the engine is closing"));
        }
        return answer;
    }

    private void exchange(HttpRequest request, String name, CompletableFuture<Response> answer, boolean repeats) {
        try {
            CompletableFuture<HttpResponse<byte[]>> exchange = client().sendAsync(
                            request,
                            head -> new BoundedBodySubscriber(
                                    MOST_BYTES,
                                    () -> new FetchException(name + " sent more than " + MOST_BYTES + " bytes")));
            answer.whenComplete((response, failure) -> exchange.cancel(true));
            exchange.whenComplete((response, failure) -> {
                if (failure == null) {
                    answer.complete(new Response(response.statusCode(), response.body()));
                } else if (repeats && isLostConnection(failure) && !answer.isDone()) {
                    // A server closes idle connections, perhaps just now. What is sent here can be sent again.
                    exchange(request, name, answer, false);
                } else {
                    answer.completeExceptionally(failed(name, failure));
                }
            });
        } catch (RuntimeException | LinkageError defect) {
            answer.completeExceptionally(failed(name, defect));
        }
    }

    private static boolean isLostConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FetchException || cause instanceof SSLException || cause instanceof ConnectException) {
                return false;
            }
        }
        return FetchException.unwrapped(failure) instanceof IOException;
    }

    private static FetchException failed(String name, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FetchException known) {
                return known;
            }
            if (cause instanceof SSLException) {
                return new FetchException(name + " cannot be reached over TLS: its certificate has to be one that the"
                        + " Java runtime trusts");
            }
        }
        return new FetchException(name + " cannot be reached, or its answer is not HTTP");
    }

    /** Made at the first request, since it reads the platform's certificates. */
    private synchronized HttpClient client() {
        if (closed) {
            throw new FetchException("the engine is closing");
        }
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(engine.blockingExecutor())
                    .build();
        }
        return client;
    }

    @Override
    public void start() {}

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    /** The client's thread ends once nobody holds it and its connections are closed. */
    @Override
    public synchronized void close() {
        closed = true;
        client = null;
    }
}
