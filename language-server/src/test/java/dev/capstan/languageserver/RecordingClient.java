package dev.capstan.languageserver;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.services.LanguageClient;

/** An editor that keeps what it is told. */
final class RecordingClient implements LanguageClient {
    private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();

    /** The diagnostics of that version of a document; waits for them. */
    PublishDiagnosticsParams diagnostics(String uri, Integer version) throws InterruptedException {
        while (true) {
            PublishDiagnosticsParams next = published.poll(60, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no diagnostics of " + uri);
            }
            boolean same = version == null ? next.getVersion() == null : version.equals(next.getVersion());
            if (next.getUri().equals(uri) && same) {
                return next;
            }
        }
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
        published.add(diagnostics);
    }

    @Override
    public void telemetryEvent(Object object) {
        throw new AssertionError("telemetry");
    }

    @Override
    public void showMessage(MessageParams message) {
        throw new AssertionError("a message: " + message);
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        throw new AssertionError("a message: " + request);
    }

    @Override
    public void logMessage(MessageParams message) {
        throw new AssertionError("a log message: " + message);
    }
}
