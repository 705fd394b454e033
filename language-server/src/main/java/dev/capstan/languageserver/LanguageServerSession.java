package dev.capstan.languageserver;

import dev.capstan.languageserver.internal.protocol.Analysis;
import dev.capstan.languageserver.internal.protocol.DaemonThreads;
import dev.capstan.languageserver.internal.protocol.DocumentLanguageServer;
import dev.capstan.languageserver.internal.protocol.UnsupportedRequests;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/** A conversation with one editor over two streams, from its first message to its last. */
public final class LanguageServerSession {
    private final InputStream in;
    private final OutputStream out;
    private final Analysis analysis;
    private final DocumentLanguageServer server;

    /**
     * A conversation that has not begun.
     *
     * @param in what the editor says; not closed here
     * @param out what is said to the editor, and nothing else may be written there; not closed here
     * @param version of this server, told to the editor
     * @param strict whether documents are judged as the official format does
     */
    public LanguageServerSession(InputStream in, OutputStream out, String version, boolean strict) {
        this.in = in;
        this.out = out;
        this.analysis = new Analysis(strict);
        this.server = new DocumentLanguageServer(analysis, version);
    }

    /**
     * Serves the editor until it says {@code exit}, its stream ends, or {@link #end} is called. Called once; blocks.
     *
     * @return whether the editor took leave properly: with {@code shutdown} before it ended
     */
    public boolean run() throws InterruptedException {
        ExecutorService reader =
                Executors.newCachedThreadPool(task -> DaemonThreads.newThread("language-server", task));
        try (analysis) {
            Launcher<LanguageClient> launcher = new LSPLauncher.Builder<LanguageClient>()
                    .setLocalService(server)
                    .setRemoteInterface(LanguageClient.class)
                    .setInput(in)
                    .setOutput(out)
                    .setExecutorService(reader)
                    .setExceptionHandler(UnsupportedRequests::toError)
                    .wrapMessages(UnsupportedRequests::named)
                    .create();
            analysis.connect(launcher.getRemoteProxy());
            Future<Void> listening = launcher.startListening();
            reader.execute(() -> awaitEnd(listening));
            boolean proper = server.awaitExit();
            listening.cancel(true);
            return proper;
        } finally {
            reader.shutdownNow();
        }
    }

    /** Ends the conversation from this side; any thread may. */
    public void end() {
        server.exit();
    }

    private void awaitEnd(Future<Void> listening) {
        try {
            listening.get();
        } catch (ExecutionException | CancellationException | InterruptedException ended) {
            // However the stream ended, so did the conversation.
        } finally {
            end();
        }
    }
}
