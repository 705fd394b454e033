package dev.capstan.consumer.http.internal.request;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.http.head.HeaderText;
import dev.capstan.http.head.HopByHopFields;
import java.util.Locale;
import java.util.Set;

/** Which header fields a document may set (RFC 9110, section 7.6.1: the others belong to the connection). */
final class ParameterNames {
    private static final Set<String> SET_BY_ENGINE = Set.of("host", "content-length");

    private ParameterNames() {}

    /**
     * Refuses the name of a parameter that cannot be a header field.
     *
     * @throws InvalidSettingException that names it
     */
    static void requireHeader(String name) {
        if (!HeaderText.isToken(name)) {
            throw new InvalidSettingException("the header parameter '" + name
                    + "' has a name that no header can have: use letters, digits and hyphens");
        }
        if (belongsToConnection(name)) {
            throw new InvalidSettingException("the header parameter '" + name
                    + "' would set a header that belongs to the connection and is set by the engine: remove it");
        }
    }

    /**
     * Refuses the name of a client's header field that cannot be passed on.
     *
     * @throws InvalidSettingException that names it
     */
    static void requireTrustable(String name) {
        if (!HeaderText.isToken(name) || belongsToConnection(name)) {
            throw new InvalidSettingException("trustedHeaders names '" + name
                    + "', which belongs to the connection and is not passed on: remove it");
        }
    }

    private static boolean belongsToConnection(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return HopByHopFields.contains(name) || SET_BY_ENGINE.contains(folded) || folded.startsWith("proxy-");
    }

    /**
     * Refuses the name of a parameter that cannot be a cookie.
     *
     * @throws InvalidSettingException that names it
     */
    static void requireCookie(String name) {
        if (!HeaderText.isToken(name)) {
            throw new InvalidSettingException("the cookie parameter '" + name
                    + "' has a name that no cookie can have: use letters, digits and hyphens");
        }
    }
}
