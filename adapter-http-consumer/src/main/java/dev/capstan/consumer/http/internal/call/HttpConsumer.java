package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.authentication.AuthenticationHeaders;
import dev.capstan.consumer.http.internal.authentication.DigestAuthentication;
import dev.capstan.consumer.http.internal.connection.ClientSettings;
import dev.capstan.consumer.http.internal.connection.EventLoopClient;
import dev.capstan.consumer.http.internal.connection.HostResolver;
import dev.capstan.consumer.http.internal.connection.RedirectRules;
import dev.capstan.consumer.http.internal.connection.TlsClient;
import dev.capstan.consumer.http.internal.request.ForwardComposer;
import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.consumer.http.internal.request.OutgoingRequest;
import dev.capstan.consumer.http.internal.request.RequestComposer;
import dev.capstan.consumer.http.internal.request.RequestPreviewer;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.BreakerChange;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.ConsumerContext;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.engine.spi.consumer.PreparedForward;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one consumed HTTP API. What its calls share is kept for each event loop, but for circuit breakers. */
public final class HttpConsumer implements Consumer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConsumer.class);

    private final ConsumerContext context;
    private final Origin origin;
    private final ClientSettings settings;
    private final AuthenticationHeaders authentication;
    private final AuthenticationHeaders maskedAuthentication;
    private final URI maskedBaseUri;
    private final OutboundAuthentication.@Nullable Digest digest;
    private final ConcurrentMap<EventLoop, LoopState> loops = new ConcurrentHashMap<>();
    private final ConcurrentMap<Origin, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final Map<LinkedOperation, CallTarget> operations = new IdentityHashMap<>();
    private @Nullable CallTarget forward;
    private volatile boolean closed;

    /**
     * A consumer without connections.
     *
     * @param resolver finds hosts
     * @throws dev.capstan.engine.failure.InvalidSettingException for what can never work
     */
    public HttpConsumer(ConsumerContext context, HostResolver resolver) {
        this.context = context;
        this.origin = Origin.of(context.baseUri());
        NamespaceConfiguration configuration = context.configuration();
        EngineContext engine = context.engine();
        TlsClient tls = configuration.trust().certificates() == null
                ? TlsClient.ofPlatform(engine)
                : TlsClient.trusting(configuration.trust().certificates());
        this.settings = ClientSettings.of(
                context.api().namespace(),
                configuration,
                engine.blockingExecutor(),
                resolver,
                tls,
                RedirectRules.of(origin, configuration.trust().allowedRedirectOrigins()),
                engine.observer());
        AuthenticationHeaders.secrets(context.authentication()).forEach(engine.secrets()::add);
        this.authentication = AuthenticationHeaders.compile(context.authentication(), false);
        this.maskedAuthentication = AuthenticationHeaders.compile(context.authentication(), true);
        this.maskedBaseUri = URI.create(context.api().masked(context.baseUri().toString()));
        this.digest = context.authentication() instanceof OutboundAuthentication.Digest used ? used : null;
    }

    @Override
    public PreparedOperation prepare(LinkedOperation operation) {
        return new PreparedHttpOperation(
                this,
                target(operation),
                composer(context.baseUri(), operation, authentication),
                new RequestPreviewer(
                        maskedBaseUri,
                        operation,
                        composer(maskedBaseUri, operation, maskedAuthentication),
                        context.engine().secrets()));
    }

    private RequestComposer composer(URI baseUri, LinkedOperation operation, AuthenticationHeaders fields) {
        return new RequestComposer(
                baseUri,
                origin,
                operation,
                fields,
                context.engine().product(),
                PooledByteBufAllocator.DEFAULT,
                maxRequestBytes());
    }

    @Override
    public PreparedForward prepareForward(List<String> trustedHeaders) {
        ForwardComposer composer = new ForwardComposer(
                context.baseUri(),
                origin,
                trustedHeaders,
                context.fixedParameters(),
                authentication,
                context.engine().product(),
                PooledByteBufAllocator.DEFAULT,
                maxRequestBytes());
        return new PreparedHttpForward(this, forwardTarget(), composer);
    }

    /** However often an operation is prepared, its calls are judged together. */
    private synchronized CallTarget target(LinkedOperation operation) {
        return operations.computeIfAbsent(
                operation,
                added ->
                        target(operations.size() + 1, added.name(), added.path().text(), true));
    }

    private synchronized CallTarget forwardTarget() {
        if (forward == null) {
            forward = target(0, "forward", "/{path}", false);
        }
        return forward;
    }

    private CallTarget target(int index, String operation, String path, boolean followsRedirects) {
        return new CallTarget(
                index, context.api().namespace(), operation, path, followsRedirects, breaker(origin, operation));
    }

    private CircuitBreaker breaker(Origin judged, @Nullable String operation) {
        EngineObserver observer = context.engine().observer();
        String namespace = context.api().namespace();
        return new CircuitBreaker(
                context.configuration().breaker(), context.engine().clock(), state -> {
                    LOG.warn(
                            "the circuit breaker of \"{}\" at {} is now {}",
                            operation == null ? namespace : namespace + "." + operation,
                            judged.address(),
                            state);
                    if (observer != null) {
                        observer.breakerChanged(new BreakerChange(namespace, operation, judged.uri(), state));
                    }
                });
    }

    private long maxRequestBytes() {
        return context.configuration().limits().maxRequestBytes();
    }

    /** Gathers the beginning of a body, or all of it where it may be needed twice, and then sends. */
    PendingCall gather(
            EventLoop eventLoop, Body.Stream body, GatheringCall.Sender sender, UpstreamResponseListener listener) {
        return GatheringCall.start(
                eventLoop,
                body,
                digest != null
                        ? maxRequestBytes()
                        : context.configuration().limits().gatheredBytes(),
                maxRequestBytes(),
                context.engine().memory(),
                sender,
                listener);
    }

    /** What the composer makes; null when it makes nothing and the listener was told why. */
    @Nullable
    OutgoingRequest compose(CallTarget target, Supplier<OutgoingRequest> composer, UpstreamResponseListener listener) {
        try {
            return composer.get();
        } catch (CallFailedException refused) {
            listener.onFailure(refused.failure());
        } catch (RuntimeException defect) {
            String incident = UUID.randomUUID().toString();
            LOG.error("incident {}: composing a request to \"{}\" failed", incident, target.upstream(), defect);
            listener.onFailure(new CallFailure.Internal(incident));
        }
        return null;
    }

    /** Starts a call; on that event loop. */
    PendingCall send(
            EventLoop eventLoop,
            CallTarget target,
            CallContext call,
            OutgoingRequest request,
            boolean decode,
            UpstreamResponseListener listener) {
        HttpCall started = new HttpCall(loop(eventLoop), origin, target, call, request, decode, listener);
        started.start();
        return started;
    }

    /** What calls on that event loop share; only to be used there. */
    private LoopState loop(EventLoop eventLoop) {
        LoopState known = loops.get(eventLoop);
        if (known == null) {
            known = loops.computeIfAbsent(eventLoop, this::newLoop);
            if (closed) {
                known.client().close();
            }
        }
        return known;
    }

    private LoopState newLoop(EventLoop eventLoop) {
        return new LoopState(
                new EventLoopClient(eventLoop, origin, settings),
                origin,
                context.engine().clock(),
                judged -> breakers.computeIfAbsent(judged, other -> breaker(other, null)),
                digest == null ? null : new DigestAuthentication(digest),
                context.engine().secrets());
    }

    @Override
    public void close() {
        closed = true;
        loops.forEach((eventLoop, state) -> {
            if (!eventLoop.isShuttingDown()) {
                eventLoop.execute(state.client()::close);
            }
        });
    }
}
