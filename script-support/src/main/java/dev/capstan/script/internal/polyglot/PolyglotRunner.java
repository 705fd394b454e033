package dev.capstan.script.internal.polyglot;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptLimits;
import dev.capstan.engine.spi.script.ScriptRunner;
import dev.capstan.engine.spi.script.ScriptSource;
import dev.capstan.script.internal.run.ScriptMessages;
import dev.capstan.script.internal.run.ScriptThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;

/** Runs the scripts of one language of GraalVM, confined. */
public abstract class PolyglotRunner implements ScriptRunner {
    private final GuestLanguage language;
    private @Nullable Shared shared;
    private boolean closed;

    /** Makes nothing that is heavy. */
    protected PolyglotRunner(GuestLanguage language) {
        this.language = language;
    }

    @Override
    public final String language() {
        return language.name();
    }

    @Override
    public final int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public final boolean isConfined() {
        return true;
    }

    @Override
    public final PreparedScript prepare(ScriptSource script, ScriptLimits limits) {
        Shared current = shared();
        GuestContexts contexts = current.contexts(language, limits.statements());
        List<Source> dependencies = new ArrayList<>();
        for (ScriptSource.File file : script.dependencies()) {
            dependencies.add(source(file));
        }
        Source main = source(script.main());
        GuestScope scope = contexts.take();
        try {
            // Parsing runs nothing.
            dependencies.forEach(dependency -> parse(scope, dependency));
            parse(scope, main);
            ScriptFailures failures =
                    new ScriptFailures(language, main, List.copyOf(dependencies), limits.statements(), scope.home());
            return new PreparedGuestScript(
                    contexts, current.threads, main, List.copyOf(dependencies), limits, failures);
        } finally {
            contexts.giveBack(scope);
        }
    }

    private Source source(ScriptSource.File file) {
        return Source.newBuilder(language.id(), file.text(), file.name())
                .mimeType(language.mediaType())
                .buildLiteral();
    }

    private void parse(GuestScope scope, Source source) {
        try {
            scope.context().parse(source);
        } catch (PolyglotException e) {
            SourceSection at = e.getSourceLocation();
            String message = e.getMessage();
            throw ScriptMessages.unparsable(
                    source.getName(),
                    language.title(),
                    at == null ? 0 : at.getStartLine(),
                    e.isSyntaxError() && message != null ? language.syntaxError(message) : "it cannot be parsed");
        }
    }

    private synchronized Shared shared() {
        if (closed) {
            throw new IllegalStateException("the runner of " + language.name() + " is closed");
        }
        Shared current = shared;
        if (current == null) {
            current = new Shared(language);
            shared = current;
        }
        return current;
    }

    @Override
    public final synchronized void close() {
        closed = true;
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    /** What all scripts of the language share. */
    private static final class Shared {
        private final Engine engine;
        private final ScriptThreads threads;
        /** By the number of statements that a context may run, which a context cannot change later. */
        private final Map<Long, GuestContexts> contexts = new ConcurrentHashMap<>();

        Shared(GuestLanguage language) {
            threads = new ScriptThreads(language.name());
            engine = GuestEngine.open(language);
        }

        GuestContexts contexts(GuestLanguage language, long statements) {
            return contexts.computeIfAbsent(statements, limit -> new GuestContexts(language, engine, threads, limit));
        }

        void close() {
            contexts.values().forEach(GuestContexts::close);
            if (threads.hasLeftBehind()) {
                // Closing waits for what runs, and that cannot be stopped.
                threads.background(() -> engine.close(true));
            } else {
                engine.close(true);
            }
            threads.close();
        }
    }
}
