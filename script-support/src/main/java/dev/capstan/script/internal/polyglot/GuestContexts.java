package dev.capstan.script.internal.polyglot;

import dev.capstan.script.internal.run.ScriptThreads;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/**
 * Fresh contexts, each for one run, that confine what runs in them: nothing of the host, no file, network, process, thread,
 * environment or other language is in reach. Some may be made ahead of time.
 */
final class GuestContexts implements AutoCloseable {
    private final GuestLanguage language;
    private final Engine engine;
    private final ScriptThreads threads;
    private final ResourceLimits limits;
    private final Queue<GuestScope> spares = new ConcurrentLinkedQueue<>();
    /** Spares, and those that are being made. */
    private final AtomicInteger ready = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param statements the most that one context may run
     */
    GuestContexts(GuestLanguage language, Engine engine, ScriptThreads threads, long statements) {
        this.language = language;
        this.engine = engine;
        this.threads = threads;
        this.limits =
                ResourceLimits.newBuilder().statementLimit(statements, null).build();
    }

    /** One that nothing has run in. The caller closes it, or gives it back if still nothing has run in it. */
    GuestScope take() {
        GuestScope spare = spares.poll();
        if (spare != null) {
            ready.decrementAndGet();
        }
        GuestScope taken = spare == null ? open() : spare;
        refill();
        return taken;
    }

    /** Takes back one that nothing has run in. */
    void giveBack(GuestScope unused) {
        if (ready.incrementAndGet() > language.spareContexts()) {
            ready.decrementAndGet();
            close(unused.context());
        } else {
            add(unused);
        }
    }

    private void refill() {
        if (closed) {
            return;
        }
        if (ready.incrementAndGet() > language.spareContexts()) {
            ready.decrementAndGet();
        } else {
            threads.background(this::addSpare);
        }
    }

    private void addSpare() {
        try {
            add(open());
        } catch (PolyglotException | IllegalStateException e) {
            // The engine is closed, or has no memory: whoever needs a context finds out.
            ready.decrementAndGet();
        }
    }

    private void add(GuestScope spare) {
        spares.add(spare);
        if (closed) {
            closeSpares();
        }
    }

    private GuestScope open() {
        Context context = Context.newBuilder(language.id())
                .engine(engine)
                .allowAllAccess(false)
                .allowHostAccess(HostAccess.NONE)
                .allowHostClassLookup(name -> false)
                .allowHostClassLoading(false)
                .allowNativeAccess(false)
                .allowCreateThread(false)
                .allowCreateProcess(false)
                .allowInnerContextOptions(false)
                .allowValueSharing(false)
                .allowIO(IOAccess.NONE)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .resourceLimits(limits)
                .build();
        try {
            context.initialize(language.id());
            return language.open(context);
        } catch (RuntimeException | Error e) {
            close(context);
            throw e;
        }
    }

    /** Ends what runs in the context, without running anything more of it. */
    static void close(@Nullable Context context) {
        if (context == null) {
            return;
        }
        try {
            context.close(true);
        } catch (PolyglotException e) {
            // A context that passed its limit says so once more.
        }
    }

    private void closeSpares() {
        for (GuestScope spare = spares.poll(); spare != null; spare = spares.poll()) {
            close(spare.context());
        }
    }

    @Override
    public void close() {
        closed = true;
        closeSpares();
    }
}
