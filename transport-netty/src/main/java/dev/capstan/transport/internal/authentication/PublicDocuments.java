package dev.capstan.transport.internal.authentication;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.spi.authentication.PublicDocument;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import dev.capstan.transport.Route;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Serves what an authenticator shows to anyone. */
public final class PublicDocuments {
    private PublicDocuments() {}

    /** A route for each document. */
    public static List<Route> routes(List<PublicDocument> documents, String place) {
        return documents.stream()
                .map(document ->
                        new Route("GET", PathTemplate.parse(document.path()), new Handler(document), false, place))
                .toList();
    }

    /** Whether two routes made here serve the same. */
    public static boolean same(Route one, Route other) {
        return one.handler() instanceof Handler first
                && other.handler() instanceof Handler second
                && first.document.equals(second.document);
    }

    private static final class Handler implements ExchangeHandler {
        private final PublicDocument document;
        private final byte[] json;

        Handler(PublicDocument document) {
            this.document = document;
            this.json = document.json().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void handle(HttpExchange exchange, PathMatch match) {
            exchange.reply(200)
                    .header("content-type", "application/json")
                    .header("access-control-allow-origin", "*")
                    .send(Body.of(Unpooled.wrappedBuffer(json)));
        }
    }
}
