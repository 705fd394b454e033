package dev.capstan.engine.exchange;

import java.util.List;

/**
 * Who calls.
 *
 * @param name the user's name, the token's subject, or the scheme's name where nobody is named; not a secret
 * @param scheme how it was proved, such as {@code basic}
 * @param scopes what the credentials allow; empty where the scheme knows no scopes
 */
public record Principal(String name, String scheme, List<String> scopes) {}
