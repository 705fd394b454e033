package dev.capstan.testkit.authentication;

import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.InboundRequest;
import io.netty.channel.EventLoop;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The head of a request to be authenticated. Built and sent by a test's thread; read on its event loop. */
public final class TestRequest implements InboundRequest, HeaderFields {
    private static final int PATIENCE_SECONDS = 20;

    private final EventLoop eventLoop;
    private final String method;
    private final String target;
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();

    private TestRequest(EventLoop eventLoop, String method, String target) {
        this.eventLoop = eventLoop;
        this.method = method;
        this.target = target;
    }

    /** A GET request for that target, on that event loop. */
    public static TestRequest get(EventLoop eventLoop, String target) {
        return new TestRequest(eventLoop, "GET", target);
    }

    /** A request with that method for that target, on that event loop. */
    public static TestRequest of(EventLoop eventLoop, String method, String target) {
        return new TestRequest(eventLoop, method, target);
    }

    /** Adds a header field with these characters, each of which stands for a byte. */
    public TestRequest field(String name, String value) {
        names.add(name);
        values.add(value);
        return this;
    }

    /** Adds a header field with that text in UTF-8, as a transport hands it over. */
    public TestRequest textField(String name, String text) {
        return field(name, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    /**
     * Has the request judged on its event loop, and waits for the outcome.
     *
     * @throws AssertionError when the authenticator throws, or invokes the listener elsewhere or several times, or not within
     *     20 seconds
     */
    public AuthenticationOutcome sendTo(Authenticator authenticator) {
        CompletableFuture<AuthenticationOutcome> outcome = new CompletableFuture<>();
        AtomicInteger invocations = new AtomicInteger();
        eventLoop.execute(() -> {
            try {
                authenticator.authenticate(this, judged -> {
                    invocations.incrementAndGet();
                    if (!eventLoop.inEventLoop()) {
                        outcome.completeExceptionally(new AssertionError("the listener was invoked on "
                                + Thread.currentThread().getName() + ", not on the request's event loop"));
                    }
                    outcome.complete(judged);
                });
            } catch (Throwable defect) {
                outcome.completeExceptionally(new AssertionError("the authenticator threw", defect));
            }
        });
        AuthenticationOutcome judged = await(outcome);
        // What was handed to the event loop before this has run by now.
        await(eventLoop.submit(() -> {}));
        if (invocations.get() != 1) {
            throw new AssertionError("the listener was invoked " + invocations.get() + " times");
        }
        return judged;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof AssertionError broken ? broken : new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException failed) {
            throw new AssertionError("no outcome", failed);
        }
    }

    /** The names of the query parameters that were taken out, in order. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public EventLoop eventLoop() {
        return eventLoop;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public HeaderFields headers() {
        return this;
    }

    @Override
    public @Nullable String takeQueryParameter(String name) {
        String found = null;
        String query = target.substring(target.indexOf('?') + 1);
        if (target.indexOf('?') < 0) {
            return null;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (key.equals(name)) {
                if (found != null) {
                    throw new IllegalArgumentException("the query has " + name + " more than once");
                }
                found = equals < 0 ? "" : decode(pair.substring(equals + 1));
            }
        }
        if (found != null) {
            taken.add(name);
        }
        return found;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String get(CharSequence name) {
        List<String> all = getAll(name);
        return all.isEmpty() ? null : all.get(0);
    }

    @Override
    public List<String> getAll(CharSequence name) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name.toString())) {
                found.add(values.get(i));
            }
        }
        return found;
    }

    @Override
    public void forEach(BiConsumer<? super CharSequence, ? super CharSequence> consumer) {
        for (int i = 0; i < names.size(); i++) {
            consumer.accept(names.get(i), values.get(i));
        }
    }
}
