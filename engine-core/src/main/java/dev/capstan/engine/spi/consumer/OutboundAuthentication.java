package dev.capstan.engine.spi.consumer;

import dev.capstan.engine.spi.Secret;
import java.util.List;

/** How calls to an API are authenticated. Holds secrets: {@code toString} masks them. */
public sealed interface OutboundAuthentication {
    /** RFC 7617. */
    record Basic(Secret username, Secret password) implements OutboundAuthentication {}

    /** RFC 6750, section 2.1. */
    record Bearer(Secret token) implements OutboundAuthentication {}

    /** Keys in headers or in the query. */
    record ApiKeys(List<ApiKey> keys) implements OutboundAuthentication {}

    /** A key, and the header or query parameter that carries it. */
    record ApiKey(String name, Secret value, boolean inQuery) {}

    /** RFC 7616. */
    record Digest(Secret username, Secret password) implements OutboundAuthentication {}
}
