package dev.capstan.document.linked;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.yaml.YamlMapping;
import java.util.List;

/** How calls to an API are authenticated, its secrets still expressions. */
public sealed interface LinkedAuthentication {
    /** RFC 7617. */
    record Basic(Expression username, Expression password) implements LinkedAuthentication {}

    /** RFC 6750, section 2.1. */
    record Bearer(Expression token) implements LinkedAuthentication {}

    /**
     * Keys, each sent with every call.
     *
     * @param node where they are declared
     */
    record ApiKeys(List<ApiKey> keys, YamlMapping node) implements LinkedAuthentication {}

    /**
     * A key, and what carries it.
     *
     * @param name of the header, parameter, cookie or body field
     * @param place header and query are the consumer's to fill; any other is part of what each operation is given
     */
    record ApiKey(Expression name, Expression value, ParameterLocation place) {}

    /** RFC 7616. */
    record Digest(Expression username, Expression password) implements LinkedAuthentication {}
}
