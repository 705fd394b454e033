package dev.capstan.engine.spi.authentication;

import dev.capstan.engine.exchange.HeaderFields;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** The head of a request whose sender is to be authenticated. On its event loop. */
public interface InboundRequest {
    /** Where everything of this request happens. */
    EventLoop eventLoop();

    /** As sent; methods are case-sensitive. */
    String method();

    /** The request's target as sent: path, and query with its question mark. */
    String target();

    /** The head's fields. */
    HeaderFields headers();

    /**
     * Takes a parameter out of the query, decoded, so that nobody sees it as an argument; null when the query does not have
     * it, or is malformed.
     *
     * @throws IllegalArgumentException when the query has it more than once
     */
    @Nullable
    String takeQueryParameter(String name);
}
