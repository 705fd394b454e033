package dev.capstan.consumer.http;

import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.http.head.HeaderText;
import dev.capstan.http.head.HopByHopFields;
import java.util.Locale;
import java.util.Set;

/** Which header fields a document may set (RFC 9110, section 7.6.1: the others belong to the connection). */
final class FieldNames {
    private static final Set<String> SET_BY_ENGINE = Set.of("host", "content-length");

    private FieldNames() {}

    /**
     * Refuses an input that cannot be a header field.
     *
     * @throws InvalidSettingException that names it
     */
    static void requireAllowed(OperationInput input) {
        String name = input.name();
        if (!HeaderText.isToken(name)) {
            throw new InvalidSettingException("the header parameter '" + name
                    + "' has a name that no header can have: use letters, digits and hyphens");
        }
        String folded = name.toLowerCase(Locale.ROOT);
        if (HopByHopFields.contains(name) || SET_BY_ENGINE.contains(folded) || folded.startsWith("proxy-")) {
            throw new InvalidSettingException("the header parameter '" + name
                    + "' would set a header that belongs to the connection and is set by the engine: remove it");
        }
    }

    /**
     * Refuses an input that cannot be a cookie.
     *
     * @throws InvalidSettingException that names it
     */
    static void requireCookie(OperationInput input) {
        if (!HeaderText.isToken(input.name())) {
            throw new InvalidSettingException("the cookie parameter '" + input.name()
                    + "' has a name that no cookie can have: use letters, digits and hyphens");
        }
    }
}
