package dev.capstan.adapter.control;

import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.reload.DocumentReload;
import dev.capstan.engine.reload.DocumentReload.Outcome;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Has the adapter's document read anew, and says what came of it. One at a time: each takes a thread that calls are to have. */
final class ReloadHandler implements ExchangeHandler {
    private final ServerAdapterContext context;
    private final AtomicBoolean isRunning = new AtomicBoolean();

    ReloadHandler(ServerAdapterContext context) {
        this.context = context;
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        if (!isRunning.compareAndSet(false, true)) {
            exchange.fail(409, "reload-running", "the document is being read anew; ask again when that has ended");
            return;
        }
        try {
            context.engine().blockingExecutor().execute(() -> reload(exchange));
        } catch (RejectedExecutionException e) {
            exchange.fail(new CallFailure.EngineClosing());
        }
    }

    private void reload(HttpExchange exchange) {
        Runnable answer;
        try {
            DocumentReload reload = context.reload();
            answer = () -> FixedJson.send(
                    exchange, reload.outcome() == Outcome.REFUSED ? 422 : 200, summary(reload, context.engine()));
        } catch (IllegalStateException closed) {
            answer = () -> exchange.fail(new CallFailure.EngineClosing());
        } catch (RuntimeException defect) {
            answer = () -> exchange.failUnexpectedly(defect);
        } finally {
            isRunning.set(false);
        }
        try {
            exchange.eventLoop().execute(answer);
        } catch (RejectedExecutionException e) {
            // The engine has closed, and its connections with it.
        }
    }

    private static ObjectNode summary(DocumentReload reload, EngineContext engine) {
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put("file", reload.file())
                .put("outcome", reload.outcome().name().toLowerCase(Locale.ROOT));
        ArrayNode found = summary.putArray("diagnostics");
        reload.diagnostics()
                .forEach(diagnostic -> found.add(
                        DiagnosticJson.of(diagnostic, engine.secrets()).put("file", diagnostic.file())));
        return summary;
    }
}
