package dev.capstan.engine;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.internal.assembly.AssemblySettings;
import dev.capstan.engine.internal.assembly.Providers;
import dev.capstan.engine.internal.assembly.SharedContext;
import dev.capstan.engine.internal.load.DocumentLoader;
import dev.capstan.engine.internal.observe.Observers;
import dev.capstan.engine.internal.reload.DocumentReloader;
import dev.capstan.engine.internal.reload.EngineDocument;
import dev.capstan.engine.internal.run.Incidents;
import dev.capstan.engine.internal.script.ScriptThreads;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.reload.DocumentReload;
import dev.capstan.engine.reload.ReloadResult;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EnginePhase;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.EventLoops;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.engine.variable.VariableSource;
import dev.capstan.validator.DocumentValidator;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Documents turned into running software. Build one, then {@link #start} its listeners, or {@link #call} its units
 * in-process without any port. Several engines live in one JVM side by side. Safe for any thread.
 */
public final class Engine implements AutoCloseable {
    private static final int BLOCKING_THREADS = 8;

    private final SharedContext context;
    private final List<EngineDocument> documents;
    private final DocumentReloader reloader;
    private final ReentrantLock reloading = new ReentrantLock();
    private final Providers providers;
    private final ScriptThreads scriptThreads;
    private final InProcessCalls calls;
    private final @Nullable EventLoopGroup ownLoops;
    private final @Nullable ExecutorService ownExecutor;
    private boolean started;
    private boolean closed;

    private Engine(
            EngineBuilder builder,
            SharedContext context,
            Providers providers,
            @Nullable EventLoopGroup ownLoops,
            @Nullable ExecutorService ownExecutor) {
        this.context = context;
        this.providers = providers;
        this.scriptThreads = new ScriptThreads(builder.configuration.scripting().maxConcurrentRuns());
        this.documents = builder.documents.stream()
                .map(source -> new EngineDocument(source, this::reload))
                .toList();
        this.reloader = new DocumentReloader(
                settings(builder, context, providers, scriptThreads),
                new DocumentLoader(DocumentValidator.catalogue(), new LinkOptions(builder.inferPaths, providers)));
        this.calls = new InProcessCalls(
                context, () -> documents.stream().map(EngineDocument::current).toList());
        this.ownLoops = ownLoops;
        this.ownExecutor = ownExecutor;
    }

    /** Starts to describe an engine. */
    public static EngineBuilder builder() {
        return new EngineBuilder();
    }

    static Engine assemble(EngineBuilder builder) {
        int cores = Runtime.getRuntime().availableProcessors();
        EventLoopGroup givenLoops = builder.eventLoops;
        Executor givenExecutor = builder.blockingExecutor;
        EventLoopGroup loops = givenLoops != null ? givenLoops : EventLoops.create(cores);
        ExecutorService ownExecutor = givenExecutor != null ? null : blockingThreads();
        Executor executor = ownExecutor != null ? ownExecutor : Objects.requireNonNull(givenExecutor);
        SharedContext context = new SharedContext(
                loops, builder.configuration, executor, builder.clock, product(), composed(builder.observers));
        Providers providers = Providers.installed(builder.configuration.scripting());
        Engine engine = new Engine(builder, context, providers, givenLoops == null ? loops : null, ownExecutor);
        try {
            engine.reloader.load(engine.documents);
            engine.refuseUnserved(builder.keepGoing);
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static @Nullable EngineObserver composed(List<EngineObserver> observers) {
        return observers.isEmpty() ? null : observers.size() == 1 ? observers.get(0) : new Observers(observers);
    }

    private static ExecutorService blockingThreads() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                BLOCKING_THREADS,
                BLOCKING_THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("capstan-blocking", true));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static AssemblySettings settings(
            EngineBuilder builder, SharedContext context, Providers providers, ScriptThreads scriptThreads) {
        List<VariableSource> sources = new ArrayList<>(builder.variables);
        sources.add(VariableSource.environment());
        return new AssemblySettings(
                context,
                providers,
                Map.copyOf(builder.binds),
                List.copyOf(sources),
                Map.copyOf(builder.baseUris),
                builder.baseUriForAll,
                Map.copyOf(builder.consumers),
                scriptThreads,
                builder.allOrNothing,
                builder.placeholderVariables,
                builder.directCalls);
    }

    private void refuseUnserved(boolean keepGoing) {
        List<Diagnostic> found = new ArrayList<>();
        int serving = 0;
        for (EngineDocument document : documents) {
            if (document.current().isServing()) {
                serving++;
            } else {
                found.addAll(document.current().status().diagnostics());
            }
        }
        if (serving < documents.size() && (!keepGoing || serving == 0)) {
            throw new DocumentException(found);
        }
    }

    private static String product() {
        String version = Engine.class.getPackage().getImplementationVersion();
        return version == null ? "capstan" : "capstan/" + version;
    }

    /**
     * Opens the listeners, as the documents and the configuration say.
     *
     * @throws dev.capstan.engine.failure.InvalidSettingException when one cannot be opened, such as for a port in use; the engine
     *     is closed then
     */
    public synchronized void start() {
        if (started || closed) {
            throw new IllegalStateException(closed ? "the engine is closed" : "the engine has started already");
        }
        started = true;
        reloading.lock();
        try {
            context.startServices();
            context.phase(EnginePhase.SERVING);
        } catch (RuntimeException e) {
            close();
            throw e;
        } finally {
            reloading.unlock();
        }
    }

    /**
     * Reads all documents anew, with what they import, their variables and binds, and serves each that has changed as it is now. A
     * document is swapped in one step: a call is made by what it was before or by what it is now, and those on their way end as they
     * began. Listeners whose addresses stay keep their connections; new ones are opened before, and those that are not named any more
     * are closed after it. A document that is wrong, or of which less could be served than before because of an error, changes nothing.
     *
     * <p>Blocks. Reloads of several threads follow one another. The configuration, and what the builder was given in the place of
     * documents' own words, stay as they are.
     *
     * @return what became of each document
     * @throws IllegalStateException when the engine is closed, or when called on one of its event loops
     */
    public ReloadResult reload() {
        return new ReloadResult(reload(documents));
    }

    private DocumentReload reload(EngineDocument document) {
        return reload(List.of(document)).get(0);
    }

    private List<DocumentReload> reload(List<EngineDocument> anew) {
        for (EventExecutor eventLoop : context.eventLoops()) {
            if (eventLoop.inEventLoop()) {
                throw new IllegalStateException("documents are read anew: that blocks, which an event loop must not");
            }
        }
        reloading.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            return reloader.reload(anew);
        } finally {
            reloading.unlock();
        }
    }

    /** What became of each document, in the order they were added. */
    public List<DocumentStatus> documents() {
        return documents.stream().map(document -> document.current().status()).toList();
    }

    /** What the engine's parts share. */
    public EngineContext context() {
        return context;
    }

    /**
     * Calls an exposed unit ({@code adapter-namespace.name}) or a consumed operation ({@code namespace.operation}), exposed
     * ones first, without any port.
     *
     * @param arguments by published name; values are anything that JSON can hold, and are judged as those of any other caller
     * @return completes on an event loop, which must not be blocked; cancelling it cancels the call. Fails with a
     *     {@link dev.capstan.engine.failure.CallFailedException}, or an {@link IllegalArgumentException} when nothing has that
     *     name
     */
    public CompletableFuture<Result> call(String unit, Map<String, ?> arguments) {
        return calls.call(unit, arguments, CallContext.NONE);
    }

    /**
     * As {@link #call(String, Map)}, with what is to travel with the call: its deadline, who calls, its request id and its trace.
     */
    public CompletableFuture<Result> call(String unit, Map<String, ?> arguments, CallContext callContext) {
        return calls.call(unit, arguments, callContext);
    }

    /**
     * The request that {@link #call} would send, secrets masked.
     *
     * @return null for a unit that answers by itself
     * @throws IllegalArgumentException when nothing has that name
     */
    public @Nullable RequestPreview preview(String unit, Map<String, ?> arguments) {
        return calls.preview(unit, arguments);
    }

    /**
     * The plan of an exposed unit or a consumed operation as its document is served now; null when nothing has that name. To be asked for
     * anew after a reload: calls of the plan of a document that was swapped fail.
     */
    public @Nullable UnitPlan plan(String unit) {
        return calls.find(unit);
    }

    /**
     * Goes on as before for the configured delay, in which only the phase tells that the engine closes; lets calls on their way end, for
     * as long as the configuration allows; then closes everything. Blocks; harmless twice. Interrupting the thread cuts the waiting
     * short.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        // A reload that goes on comes to its end; others find the engine closed.
        reloading.lock();
        closed = true;
        reloading.unlock();
        context.phase(EnginePhase.DRAINING);
        if (started) {
            // Nothing completes this: whoever sends requests notices meanwhile that the engine is not ready any more.
            await(
                    new CompletableFuture<>(),
                    context.configuration().server().timeouts().drainDelay());
        }
        List<EngineService> services = context.services();
        List<CompletableFuture<?>> drained = new ArrayList<>();
        drained.add(calls.drain());
        if (started) {
            services.forEach(service -> drained.add(drained(service)));
        }
        await(
                CompletableFuture.allOf(drained.toArray(CompletableFuture[]::new)),
                context.configuration().server().timeouts().drain());
        services.forEach(service -> Incidents.contain(service::close));
        reloader.close();
        documents.forEach(EngineDocument::close);
        scriptThreads.close();
        if (ownLoops != null) {
            ownLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
        }
        if (ownExecutor != null) {
            ownExecutor.shutdownNow();
        }
        providers.close();
    }

    /** What a service gets wrong keeps no other from draining, nor anything from being closed. */
    private static CompletableFuture<?> drained(EngineService service) {
        try {
            return service.drain().toCompletableFuture();
        } catch (RuntimeException e) {
            CallFailure unused = Incidents.report(e);
            return CompletableFuture.completedFuture(null);
        }
    }

    private static void await(CompletableFuture<Void> drained, Duration limit) {
        try {
            drained.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // What has not ended by then is ended by closing.
        }
    }
}
