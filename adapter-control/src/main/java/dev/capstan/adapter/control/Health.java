package dev.capstan.adapter.control;

import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.EnginePhase;
import dev.capstan.engine.spi.adapter.AdapterState;
import dev.capstan.engine.spi.adapter.DocumentView;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says whether the process is to be started anew, and whether it is to get requests. Safe for any thread. */
final class Health {
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final EngineContext engine;
    private final DocumentView document;

    Health(EngineContext engine, DocumentView document) {
        this.engine = engine;
        this.document = document;
    }

    /** Whoever is answered by a process finds it alive. */
    void live(HttpExchange exchange, PathMatch match) {
        FixedJson.send(exchange, 200, JsonNodeFactory.instance.objectNode().put("status", UP));
    }

    /** It is ready while the engine serves, and all adapters of the document with it. */
    void ready(HttpExchange exchange, PathMatch match) {
        EnginePhase phase = engine.phase();
        List<AdapterState> adapters = document.adapters();
        boolean isReady = phase == EnginePhase.SERVING && adapters.stream().allMatch(AdapterState::isServed);
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("status", isReady ? UP : DOWN)
                .put("phase", phase(phase));
        ArrayNode list = answer.putArray("adapters");
        for (AdapterState adapter : adapters) {
            list.addObject()
                    .put("type", adapter.type())
                    .put("namespace", adapter.namespace())
                    .put("status", status(adapter));
        }
        FixedJson.send(exchange, isReady ? 200 : 503, answer);
    }

    static String phase(EnginePhase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    static String status(AdapterState adapter) {
        return adapter.isServed() ? UP : DOWN;
    }
}
