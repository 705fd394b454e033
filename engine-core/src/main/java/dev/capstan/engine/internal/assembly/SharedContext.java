package dev.capstan.engine.internal.assembly;

import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EnginePhase;
import dev.capstan.engine.spi.EngineService;
import dev.capstan.engine.spi.SecretMask;
import io.netty.channel.EventLoopGroup;
import io.netty.util.internal.PlatformDependent;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one context of an engine. */
public final class SharedContext implements EngineContext {
    private final EventLoopGroup eventLoops;
    private final EngineConfiguration configuration;
    private final Executor blockingExecutor;
    private final Clock clock;
    private final String product;
    private final MemoryBudget memory;
    private final SecretMask secrets = new SecretMask();
    private final @Nullable EngineObserver observer;
    private final Map<Class<?>, EngineService> services = new LinkedHashMap<>();
    private volatile EnginePhase phase = EnginePhase.LOADING;
    private boolean hasStarted;
    private @Nullable ServiceChanges changes;

    public SharedContext(
            EventLoopGroup eventLoops,
            EngineConfiguration configuration,
            Executor blockingExecutor,
            Clock clock,
            String product,
            @Nullable EngineObserver observer) {
        this.eventLoops = eventLoops;
        this.configuration = configuration;
        this.blockingExecutor = blockingExecutor;
        this.clock = clock;
        this.product = product;
        this.memory = new MemoryBudget(heldBytes(configuration));
        this.observer = observer;
    }

    /** Half of the heap, and no more than three quarters of the memory for buffers outside of it. */
    private static long heldBytes(EngineConfiguration configuration) {
        return configuration.maxHeldBytes() > 0
                ? configuration.maxHeldBytes()
                : Math.min(Runtime.getRuntime().maxMemory() / 2, PlatformDependent.maxDirectMemory() / 4 * 3);
    }

    @Override
    public MemoryBudget memory() {
        return memory;
    }

    @Override
    public SecretMask secrets() {
        return secrets;
    }

    @Override
    public @Nullable EngineObserver observer() {
        return observer;
    }

    @Override
    public EnginePhase phase() {
        return phase;
    }

    /** Says what the engine does from now on. */
    public void phase(EnginePhase now) {
        phase = now;
    }

    @Override
    public EventLoopGroup eventLoops() {
        return eventLoops;
    }

    @Override
    public EngineConfiguration configuration() {
        return configuration;
    }

    @Override
    public Executor blockingExecutor() {
        return blockingExecutor;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String product() {
        return product;
    }

    /** A service that is asked for once the others have started is started at once. */
    @Override
    public synchronized <T extends EngineService> T service(Class<T> type, Function<EngineContext, T> factory) {
        EngineService known = services.get(type);
        if (known == null) {
            known = factory.apply(this);
            services.put(type, known);
            if (hasStarted) {
                known.start();
            }
            if (changes != null) {
                changes.join(known);
            }
        }
        return type.cast(known);
    }

    /**
     * Starts all services, in the order they were made.
     *
     * @throws dev.capstan.engine.failure.InvalidSettingException when one cannot serve
     */
    public void startServices() {
        List<EngineService> made;
        synchronized (this) {
            made = List.copyOf(services.values());
            hasStarted = true;
        }
        made.forEach(EngineService::start);
    }

    /** Opens a change of all services, those included that are made until it ends. One at a time. */
    public synchronized ServiceChanges change() {
        ServiceChanges opened = new ServiceChanges(services(), () -> changed(null));
        changes = opened;
        return opened;
    }

    private synchronized void changed(@Nullable ServiceChanges now) {
        changes = now;
    }

    /** All services, in the order they were made. */
    public synchronized List<EngineService> services() {
        return List.copyOf(services.values());
    }
}
