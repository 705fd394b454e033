package dev.capstan.authentication.credential;

import dev.capstan.engine.spi.authentication.AuthenticationListener;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.InboundRequest;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator of a scheme whose credentials are in the Authorization field (RFC 9110, section 11.6.2). Refuses a request
 * that has the field more than once.
 */
public abstract class AuthorizationFieldAuthenticator implements Authenticator {
    private static final AsciiString AUTHORIZATION = AsciiString.cached("authorization");

    private final String scheme;

    /** For that scheme, such as {@code Basic}; its case does not matter. */
    protected AuthorizationFieldAuthenticator(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public final void authenticate(InboundRequest request, AuthenticationListener listener) {
        List<String> fields = request.headers().getAll(AUTHORIZATION);
        if (fields.size() > 1) {
            listener.onOutcome(Refusals.REPEATED_FIELD);
            return;
        }
        judge(request, fields.isEmpty() ? null : credentials(fields.get(0)), listener);
    }

    /**
     * Judges the credentials of a request, on its event loop.
     *
     * @param credentials what follows the scheme's name, without white space around it; null when there is nothing, or
     *     another scheme
     * @param listener to be invoked exactly once, on the request's event loop
     */
    protected abstract void judge(
            InboundRequest request, @Nullable String credentials, AuthenticationListener listener);

    private @Nullable String credentials(String field) {
        int start = skipWhiteSpace(field, 0);
        int end = start + scheme.length();
        if (!field.regionMatches(true, start, scheme, 0, scheme.length())
                || end == field.length()
                || !isWhiteSpace(field.charAt(end))) {
            return null;
        }
        int from = skipWhiteSpace(field, end);
        int to = field.length();
        while (to > from && isWhiteSpace(field.charAt(to - 1))) {
            to--;
        }
        return from == to ? null : field.substring(from, to);
    }

    private static int skipWhiteSpace(String text, int from) {
        int i = from;
        while (i < text.length() && isWhiteSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
