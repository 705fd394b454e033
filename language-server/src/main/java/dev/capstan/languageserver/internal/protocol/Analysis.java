package dev.capstan.languageserver.internal.protocol;

import dev.capstan.languageserver.internal.document.EditorDocument;
import dev.capstan.linter.ConfiguredLinter;
import dev.capstan.linter.configuration.ConfigurationFinder;
import dev.capstan.linter.configuration.LintConfiguration;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/**
 * The open documents, and one thread that looks at them: questions are answered in the order in which they come, and a
 * state that is outdated when its turn comes is not looked at. Its methods may be called by any thread.
 */
public final class Analysis implements AutoCloseable {
    /** A document as the editor has it; no two states are the same. */
    private static final class State {
        final String uri;
        final int version;
        final String text;

        State(String uri, int version, String text) {
            this.uri = uri;
            this.version = version;
            this.text = text;
        }
    }

    private final boolean strict;
    private final Map<String, State> open = new ConcurrentHashMap<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> DaemonThreads.newThread("analysis", task));
    private volatile @Nullable LanguageClient client;

    /** Only for the analysis thread, like all that follows. */
    private final Map<State, EditorDocument> documents = new HashMap<>();

    private final Map<LintConfiguration, ConfiguredLinter> linters = new HashMap<>();
    private ConfigurationFinder configurations = ConfigurationFinder.upwards();

    public Analysis(boolean strict) {
        this.strict = strict;
    }

    /** Says whom diagnostics are told to. */
    public void connect(LanguageClient editor) {
        client = editor;
    }

    /** Takes a document's new state, and publishes what is to be said of it. */
    void update(String uri, int version, String text) {
        State state = new State(uri, version, text);
        open.put(uri, state);
        thread.execute(() -> publish(state));
    }

    /** Forgets a document, and what was said of it. */
    void forget(String uri) {
        open.remove(uri);
        thread.execute(() -> {
            documents.keySet().removeIf(state -> state.uri.equals(uri));
            if (!open.containsKey(uri)) {
                tell(new PublishDiagnosticsParams(uri, List.of()));
            }
        });
    }

    /** Looks at everything anew: configurations and imported files may have changed. */
    void refresh() {
        thread.execute(() -> {
            configurations = ConfigurationFinder.upwards();
            linters.clear();
            documents.clear();
        });
        open.values().forEach(state -> thread.execute(() -> publish(state)));
    }

    /**
     * Answers a question about a document.
     *
     * @param otherwise the answer where the document is not open
     */
    <T> CompletableFuture<T> ask(String uri, Function<EditorDocument, T> question, T otherwise) {
        return CompletableFutures.computeAsync(thread, cancelled -> {
            cancelled.checkCanceled();
            State state = open.get(uri);
            return state == null ? otherwise : question.apply(document(state));
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void publish(State state) {
        if (open.get(state.uri) == state) {
            List<Diagnostic> diagnostics = isIgnored(state)
                    ? List.of()
                    : document(state).findings().stream()
                            .map(ProtocolValues::diagnostic)
                            .toList();
            if (open.get(state.uri) == state) {
                tell(new PublishDiagnosticsParams(state.uri, diagnostics, state.version));
            }
        }
    }

    private boolean isIgnored(State state) {
        Path file = file(state.uri);
        return configurations.of(file).ignores(file);
    }

    private void tell(PublishDiagnosticsParams diagnostics) {
        LanguageClient editor = client;
        if (editor != null) {
            editor.publishDiagnostics(diagnostics);
        }
    }

    private EditorDocument document(State state) {
        EditorDocument known = documents.get(state);
        if (known != null) {
            return known;
        }
        documents.keySet().removeIf(other -> other.uri.equals(state.uri));
        Path file = file(state.uri);
        ConfiguredLinter linter = linters.computeIfAbsent(
                configurations.of(file), configuration -> new ConfiguredLinter(configuration, strict));
        EditorDocument document = new EditorDocument(state.text, file, linter);
        documents.put(state, document);
        return document;
    }

    /** The file of a document; one that is not saved yet is taken to lie in the current folder. */
    static Path file(String uri) {
        try {
            URI parsed = URI.create(uri);
            if ("file".equals(parsed.getScheme())) {
                return Path.of(parsed);
            }
        } catch (IllegalArgumentException | FileSystemNotFoundException unusual) {
            // Editors have documents that are no files.
        }
        return Path.of("untitled.yaml").toAbsolutePath();
    }
}
