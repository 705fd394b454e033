package dev.capstan.transport.internal.routing;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.engine.exchange.Body;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import dev.capstan.transport.Route;
import io.netty.buffer.Unpooled;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers {@code GET /} with a short list of what a listener serves. */
final class ListenerIndex implements ExchangeHandler {
    private final byte[] json;

    private ListenerIndex(byte[] json) {
        this.json = json;
    }

    /** The route for what these shares have. */
    static Route route(List<RouteShare> shares) {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        ArrayNode serves = index.putArray("serves");
        for (RouteShare share : shares) {
            if (share.isPublic()) {
                continue;
            }
            ObjectNode entry = serves.addObject();
            entry.put("title", share.owner().title());
            entry.put("type", share.owner().type());
            entry.put("namespace", share.owner().namespace());
            if (share.owner().authenticator() != null) {
                // What such an owner has is for those who authenticate.
                entry.put("authentication", true);
                continue;
            }
            entry.put("routes", share.size());
            String path = share.commonPath();
            if (path != null) {
                entry.put("path", path);
            }
        }
        ListenerIndex handler = new ListenerIndex(JsonMapper.shared().writeValueAsBytes(index));
        return new Route("GET", PathTemplate.parse("/"), handler, true, "the listener's index");
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        exchange.reply(200).header("content-type", "application/json").send(Body.of(Unpooled.wrappedBuffer(json)));
    }
}
