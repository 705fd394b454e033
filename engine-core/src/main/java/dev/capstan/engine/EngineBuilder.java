package dev.capstan.engine;

import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.assembly.ClassPathCheck;
import dev.capstan.engine.internal.load.DocumentSource;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.variable.VariableSource;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Gathers what an engine is made from. Not for several threads; one builder builds one engine. */
public final class EngineBuilder {
    final List<DocumentSource> documents = new ArrayList<>();
    final Map<String, String> binds = new LinkedHashMap<>();
    final List<VariableSource> variables = new ArrayList<>();
    final Map<String, String> baseUris = new LinkedHashMap<>();
    final List<EngineObserver> observers = new ArrayList<>();
    final Map<String, Consumer> consumers = new LinkedHashMap<>();
    EngineConfiguration configuration = EngineConfiguration.DEFAULT;
    Clock clock = Clock.systemUTC();

    @Nullable
    String baseUriForAll;

    @Nullable
    EventLoopGroup eventLoops;

    @Nullable
    Executor blockingExecutor;

    boolean keepGoing;
    boolean allOrNothing;
    boolean placeholderVariables;
    boolean inferPaths;
    boolean directCalls = true;

    EngineBuilder() {}

    /** Adds a document, named by its path in messages. */
    public EngineBuilder document(Path file) {
        documents.add(new DocumentSource(file.toString(), file, null));
        return this;
    }

    /**
     * Adds a document given as text.
     *
     * @param name what messages call it; relative imports start in its folder
     */
    public EngineBuilder document(String name, String yaml) {
        documents.add(new DocumentSource(name, Path.of(name), yaml));
        return this;
    }

    /**
     * Sets a variable's value; wins over all sources and providers.
     *
     * @param name the variable's, or {@code namespace.NAME} for the variable of one bind
     */
    public EngineBuilder bind(String name, String value) {
        binds.put(name, value);
        return this;
    }

    /** Adds a source of variables, asked after those added before and ahead of the JVM's properties and environment. */
    public EngineBuilder variables(VariableSource source) {
        variables.add(source);
        return this;
    }

    /** Sets the base URI of a consumed API, whatever the document says. */
    public EngineBuilder baseUri(String namespace, String uri) {
        baseUris.put(namespace, uri);
        return this;
    }

    /** Sets the base URI of all consumed APIs that {@link #baseUri} does not name. */
    public EngineBuilder baseUriForAll(String uri) {
        baseUriForAll = uri;
        return this;
    }

    /** Calls a consumed API through the host's own client or stub. The host closes it. */
    public EngineBuilder consumer(String namespace, Consumer consumer) {
        consumers.put(namespace, consumer);
        return this;
    }

    /** Sets timeouts, limits, addresses and trust. */
    public EngineBuilder configuration(EngineConfiguration configuration) {
        this.configuration = configuration;
        return this;
    }

    /** Adds an observer of what happens in the engine. */
    public EngineBuilder observer(EngineObserver observer) {
        observers.add(observer);
        return this;
    }

    /** Uses the host's event loops, of epoll or NIO; the host shuts them down. Else the engine has its own, one per core. */
    public EngineBuilder eventLoops(EventLoopGroup group) {
        this.eventLoops = group;
        return this;
    }

    /** Uses the host's executor for work that blocks. Else the engine has its own. */
    public EngineBuilder blockingExecutor(Executor executor) {
        this.blockingExecutor = executor;
        return this;
    }

    /** Sets the clock that tells the engine the time of day. */
    public EngineBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Leaves documents out that cannot be served, and serves the others; by default the build fails. */
    public EngineBuilder keepGoing(boolean keepGoing) {
        this.keepGoing = keepGoing;
        return this;
    }

    /** Refuses a document when any part of it cannot be served; by default that part is left out and reported. */
    public EngineBuilder allOrNothing(boolean allOrNothing) {
        this.allOrNothing = allOrNothing;
        return this;
    }

    /** Appends path parameters that have no placeholder as segments; by default their operations are dead. */
    public EngineBuilder inferPaths(boolean inferPaths) {
        this.inferPaths = inferPaths;
        return this;
    }

    /**
     * Whether consumed operations can be called by {@code namespace.operation} though no unit exposes them; by default they can. An
     * engine that only serves loads large documents faster without.
     */
    public EngineBuilder directCalls(boolean directCalls) {
        this.directCalls = directCalls;
        return this;
    }

    /** Fills missing variables with obvious placeholders: for trying a document against a stand-in upstream only. */
    public EngineBuilder placeholderVariables(boolean placeholders) {
        this.placeholderVariables = placeholders;
        return this;
    }

    /**
     * Reads, validates and compiles the documents. Opens no port yet; blocks while files are read.
     *
     * @throws DocumentException when a document cannot be served, with everything that is wrong with all of them; with
     *     {@link #keepGoing} only when none can be served
     * @throws InvalidSettingException when what is installed or configured cannot work
     */
    public Engine build() {
        ClassPathCheck.check();
        return Engine.assemble(this);
    }
}
