package dev.capstan.adapter.control;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.adapter.AdapterState;
import dev.capstan.engine.spi.adapter.DocumentView;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says what runs here since when, when its document was loaded last, and what of the document is left out. Names no variables. */
final class Status implements ExchangeHandler {
    private final EngineContext engine;
    private final DocumentView document;
    private final String label;
    private final Instant started;
    private final Instant loaded;

    Status(EngineContext engine, DocumentView document, String label) {
        this.engine = engine;
        this.document = document;
        this.label = label;
        this.loaded = engine.clock().instant();
        this.started = StartTime.of(engine).instant();
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("label", label);
        status.put("phase", Health.phase(engine.phase()));
        status.put(
                "uptimeSeconds",
                Math.max(0, Duration.between(started, engine.clock().instant()).toSeconds()));
        status.put("loaded", loaded.toString());
        YamlMapping node = document.linked().document().node();
        status.putObject("versions")
                .put("engine", engine.product())
                .put("format", node.text("naftiko"))
                .put("java", Runtime.version().toString());
        List<AdapterState> adapters = document.adapters();
        adapters(adapters, status.putArray("adapters"));
        dead(adapters, status.putArray("deadUnits"));
        FixedJson.send(exchange, 200, status);
    }

    private static void adapters(List<AdapterState> adapters, ArrayNode list) {
        for (AdapterState adapter : adapters) {
            ObjectNode one = list.addObject()
                    .put("type", adapter.type())
                    .put("namespace", adapter.namespace())
                    .put("status", Health.status(adapter));
            for (ServerAdapter.Endpoint endpoint : adapter.endpoints()) {
                one.put("url", endpoint.url());
                if (endpoint.units() > 0) {
                    one.put("units", endpoint.units());
                }
            }
        }
    }

    private void dead(List<AdapterState> adapters, ArrayNode list) {
        for (AdapterState adapter : adapters) {
            for (AdapterState.LeftOut leftOut : adapter.leftOut()) {
                ObjectNode one = list.addObject()
                        .put("adapter", adapter.namespace())
                        .put("name", leftOut.name())
                        .put("pointer", leftOut.pointer());
                ArrayNode reasons = one.putArray("reasons");
                for (Diagnostic reason : leftOut.reasons()) {
                    reasons.addObject()
                            .put("rule", reason.rule())
                            .put("message", engine.secrets().mask(reason.message()))
                            .put("line", reason.range().line())
                            .put("column", reason.range().column());
                }
            }
        }
    }
}
