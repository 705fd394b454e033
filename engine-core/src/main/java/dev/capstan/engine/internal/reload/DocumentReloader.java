package dev.capstan.engine.internal.reload;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.assembly.AssemblyRequest;
import dev.capstan.engine.internal.assembly.AssemblySettings;
import dev.capstan.engine.internal.assembly.DocumentAssembler;
import dev.capstan.engine.internal.assembly.DocumentGeneration;
import dev.capstan.engine.internal.assembly.ServiceChanges;
import dev.capstan.engine.internal.assembly.SharedContext;
import dev.capstan.engine.internal.load.DocumentLoader;
import dev.capstan.engine.internal.load.DocumentSource;
import dev.capstan.engine.internal.load.LoadedDocument;
import dev.capstan.engine.internal.load.VariableResolver;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.reload.DocumentReload;
import dev.capstan.engine.reload.DocumentReload.Outcome;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads documents anew: the new generation is made beside the one that is served, and takes its place in one step. Calls end on the
 * generation that they began with, which is closed after the last of them. One thread at a time.
 */
public final class DocumentReloader {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentReloader.class);

    private final AssemblySettings settings;
    private final DocumentLoader loader;
    private final Set<RetiringGeneration> retiring = ConcurrentHashMap.newKeySet();

    /** A reloader of documents that were made with these. */
    public DocumentReloader(AssemblySettings settings, DocumentLoader loader) {
        this.settings = settings;
        this.loader = loader;
    }

    /** Loads documents, and makes their first generations. Many are read on all cores: until they are made they are independent. */
    public void load(List<EngineDocument> documents) {
        List<LoadedDocument> loaded = loaded(documents, loader::load);
        for (int i = 0; i < documents.size(); i++) {
            EngineDocument document = documents.get(i);
            document.serve(DocumentAssembler.assemble(
                    settings, new AssemblyRequest(loaded.get(i), settings.variableResolver(), null, document::reload)));
        }
    }

    private static List<LoadedDocument> loaded(
            List<EngineDocument> documents, Function<DocumentSource, LoadedDocument> load) {
        return documents.size() < 2
                ? documents.stream().map(EngineDocument::source).map(load).toList()
                : documents.parallelStream()
                        .map(EngineDocument::source)
                        .map(load)
                        .toList();
    }

    /** Loads these documents anew, each by itself: what is wrong with one keeps none of the others. */
    public List<DocumentReload> reload(List<EngineDocument> documents) {
        List<DocumentReload> results;
        try {
            results = swap(settings.reread(), documents);
        } catch (InvalidSettingException e) {
            results = documents.stream()
                    .map(document -> unreadableVariables(document, String.valueOf(e.getMessage())))
                    .toList();
        }
        results.forEach(this::tell);
        return results;
    }

    private static DocumentReload unreadableVariables(EngineDocument document, String message) {
        Diagnostic reason = Diagnostic.ofFile(
                "variables-unreadable", Severity.ERROR, document.source().name(), message);
        return new DocumentReload(
                document.source().name(),
                Outcome.REFUSED,
                List.of(reason),
                document.current().status().files());
    }

    private List<DocumentReload> swap(AssemblySettings reread, List<EngineDocument> documents) {
        List<LoadedDocument> loaded = loaded(documents, loader::loadAnew);
        List<DocumentReload> results = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            results.add(swap(reread, documents.get(i), loaded.get(i)));
        }
        return results;
    }

    private void tell(DocumentReload result) {
        EngineObserver observer = settings.context().observer();
        if (observer != null) {
            try {
                observer.documentReloaded(result);
            } catch (RuntimeException e) {
                LOG.warn("an observer failed", e);
            }
        }
    }

    private DocumentReload swap(AssemblySettings reread, EngineDocument document, LoadedDocument loaded) {
        DocumentGeneration old = document.current();
        VariableResolver variables = reread.variableResolver();
        if (old.isSameAs(loaded, variables)) {
            return of(loaded, Outcome.UNCHANGED, List.of());
        }
        if (old.unreloadable() != null) {
            return unreloadable(loaded, old.unreloadable());
        }
        AssemblyRequest request = new AssemblyRequest(loaded, variables, old, document::reload);
        ServiceChanges changes = settings.context().change();
        DocumentGeneration made = null;
        boolean isSwapped = false;
        try {
            old.withdraw();
            made = DocumentAssembler.assemble(reread, request);
            List<Diagnostic> refusal = ReloadRefusal.of(old, made);
            if (!refusal.isEmpty()) {
                return of(loaded, Outcome.REFUSED, refusal);
            }
            if (made.unreloadable() != null) {
                return unreloadable(loaded, made.unreloadable());
            }
            changes.prepare();
            isSwapped = true;
            document.serve(made);
            retire(old, changes, changes.commit());
            return of(loaded, Outcome.SWAPPED, made.status().diagnostics());
        } catch (InvalidSettingException e) {
            return refused(loaded, "adapter-unusable", String.valueOf(e.getMessage()));
        } finally {
            if (!isSwapped) {
                if (made != null) {
                    made.withdraw();
                    made.close();
                }
                changes.rollback();
            }
        }
    }

    private static DocumentReload of(LoadedDocument loaded, Outcome outcome, List<Diagnostic> diagnostics) {
        return new DocumentReload(
                loaded.file(), outcome, diagnostics, loaded.sources().files());
    }

    private static DocumentReload unreloadable(LoadedDocument loaded, @Nullable String adapter) {
        return refused(
                loaded,
                "adapter-not-reloadable",
                "the adapter " + adapter + " cannot be replaced while the engine runs: start anew for this change");
    }

    private static DocumentReload refused(LoadedDocument loaded, String rule, String message) {
        LinkedDocument linked = loaded.linked();
        Diagnostic reason = linked == null
                ? Diagnostic.ofFile(rule, Severity.ERROR, loaded.file(), message)
                : linked.document().node().diagnostic(rule, Severity.ERROR, message);
        return of(loaded, Outcome.REFUSED, List.of(reason));
    }

    /** Closes a generation when its last call has ended, or when that takes longer than a drain may. */
    private void retire(DocumentGeneration old, ServiceChanges changes, CompletableFuture<Void> ended) {
        RetiringGeneration generation = new RetiringGeneration(old, changes);
        retiring.add(generation);
        SharedContext context = settings.context();
        CompletableFuture<Void> all = CompletableFuture.allOf(ended, old.calls().drain());
        Future<?> late = context.eventLoops()
                .next()
                .schedule(
                        () -> all.complete(null),
                        context.configuration().server().timeouts().drain().toMillis(),
                        TimeUnit.MILLISECONDS);
        CompletableFuture<Void> unused = all.whenComplete((done, failure) -> {
            late.cancel(false);
            try {
                context.blockingExecutor().execute(() -> release(generation));
            } catch (RejectedExecutionException e) {
                // The engine closes, and releases it.
            }
        });
    }

    private void release(RetiringGeneration generation) {
        generation.release();
        retiring.remove(generation);
    }

    /** Closes the generations that calls still end on. */
    public void close() {
        List.copyOf(retiring).forEach(this::release);
    }
}
