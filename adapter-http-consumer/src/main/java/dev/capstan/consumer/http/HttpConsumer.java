package dev.capstan.consumer.http;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.ConsumerContext;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Calls one consumed HTTP API. Each event loop has a client of its own. */
final class HttpConsumer implements Consumer {
    private final ConsumerContext context;
    private final Origin origin;
    private final ClientSettings settings;
    private final AuthenticationFields authentication;
    private final AuthenticationFields maskedAuthentication;
    private final URI maskedBaseUri;
    private final OutboundAuthentication.@Nullable Digest digest;
    private final ConcurrentMap<EventLoop, LoopClient> clients = new ConcurrentHashMap<>();
    private volatile boolean closed;

    HttpConsumer(ConsumerContext context) {
        this.context = context;
        this.origin = Origin.of(context.baseUri());
        NamespaceConfiguration configuration = context.configuration();
        TlsClient tls = configuration.trustedCertificates() == null
                ? TlsClient.ofPlatform(context.engine())
                : TlsClient.trusting(configuration.trustedCertificates());
        this.settings = ClientSettings.of(
                configuration, context.engine().clock(), context.engine().blockingExecutor(), tls);
        this.authentication = AuthenticationFields.compile(context.authentication(), false);
        this.maskedAuthentication = AuthenticationFields.compile(context.authentication(), true);
        this.maskedBaseUri = URI.create(context.api().masked(context.baseUri().toString()));
        this.digest = context.authentication() instanceof OutboundAuthentication.Digest used ? used : null;
    }

    @Override
    public PreparedOperation prepare(LinkedOperation operation) {
        return new HttpOperation(
                this,
                operation.reference(),
                composer(context.baseUri(), operation, authentication),
                new RequestPreviewer(
                        maskedBaseUri, operation, composer(maskedBaseUri, operation, maskedAuthentication)));
    }

    private RequestComposer composer(URI baseUri, LinkedOperation operation, AuthenticationFields fields) {
        ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
        return new RequestComposer(
                baseUri,
                origin,
                operation,
                fields,
                context.engine().product(),
                allocator,
                context.configuration().maxRequestBytes());
    }

    Origin origin() {
        return origin;
    }

    boolean usesDigest() {
        return digest != null;
    }

    long maxRequestBytes() {
        return context.configuration().maxRequestBytes();
    }

    /** The client of that event loop; only to be used there. */
    LoopClient client(EventLoop eventLoop) {
        LoopClient client = clients.get(eventLoop);
        if (client == null) {
            client = clients.computeIfAbsent(eventLoop, loop -> new LoopClient(loop, origin, settings, digest));
            if (closed) {
                client.close();
            }
        }
        return client;
    }

    @Override
    public void close() {
        closed = true;
        clients.forEach((eventLoop, client) -> {
            if (!eventLoop.isShuttingDown()) {
                eventLoop.execute(client::close);
            }
        });
    }
}
