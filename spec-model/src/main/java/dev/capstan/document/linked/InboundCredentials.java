package dev.capstan.document.linked;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.model.Authentication;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the callers of an adapter prove who they are, its secrets still expressions. */
public sealed interface InboundCredentials {
    /** The authentication as written. */
    Authentication declaration();

    /** RFC 7617. */
    record Basic(Authentication declaration, Expression username, Expression password) implements InboundCredentials {}

    /** RFC 6750, section 2.1. */
    record Bearer(Authentication declaration, Expression token) implements InboundCredentials {}

    /** A key in a header field or in the query. */
    record ApiKey(Authentication declaration, Expression name, Expression value, boolean inQuery)
            implements InboundCredentials {}

    /** RFC 7616. */
    record Digest(Authentication declaration, Expression username, Expression password) implements InboundCredentials {}

    /**
     * Tokens of an authorization server.
     *
     * @param audience null when the document does not say
     * @param introspects whether tokens are judged by asking the server
     */
    record OAuth2(
            Authentication declaration,
            Expression authorizationServer,
            Expression resource,
            List<Expression> scopes,
            @Nullable Expression audience,
            boolean introspects)
            implements InboundCredentials {}

    /** A scheme that the format does not know, with its fields that are text. */
    record Other(Authentication declaration, Map<String, Expression> settings) implements InboundCredentials {}
}
