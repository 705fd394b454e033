package dev.capstan.spec.link;

import java.util.List;

/** How calls to an API are authenticated, its secrets still expressions. */
public sealed interface LinkedAuthentication {
    /** RFC 7617. */
    record Basic(Expression username, Expression password) implements LinkedAuthentication {}

    /** RFC 6750, section 2.1. */
    record Bearer(Expression token) implements LinkedAuthentication {}

    /** Keys in headers or in the query. */
    record ApiKeys(List<ApiKey> keys) implements LinkedAuthentication {}

    /** A key, and the header or query parameter that carries it. */
    record ApiKey(Expression name, Expression value, boolean inQuery) {}

    /** RFC 7616. */
    record Digest(Expression username, Expression password) implements LinkedAuthentication {}
}
