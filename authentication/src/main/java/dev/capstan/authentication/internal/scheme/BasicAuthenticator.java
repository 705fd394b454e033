package dev.capstan.authentication.internal.scheme;

import dev.capstan.authentication.credential.AuthorizationFieldAuthenticator;
import dev.capstan.authentication.credential.Challenge;
import dev.capstan.authentication.credential.ConfiguredCredential;
import dev.capstan.authentication.credential.ExpectedSecret;
import dev.capstan.authentication.credential.FieldText;
import dev.capstan.authentication.credential.Refusals;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.authentication.AuthenticationListener;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.engine.spi.authentication.InboundRequest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One user name and password (RFC 7617). */
public final class BasicAuthenticator extends AuthorizationFieldAuthenticator {
    private final ExpectedSecret expected;
    private final AuthenticationOutcome accepted;
    private final AuthenticationOutcome missing;
    private final AuthenticationOutcome wrong;

    /**
     * For that adapter.
     *
     * @throws InvalidSettingException when no client could send these credentials
     */
    public BasicAuthenticator(String adapter, InboundAuthentication.Basic settings) {
        super("Basic");
        String username = settings.username().reveal();
        if (username.indexOf(':') >= 0) {
            throw new InvalidSettingException("the user name of basic authentication holds a colon, which it cannot");
        }
        ConfiguredCredential.requireNotEmpty("the password of basic authentication", settings.password());
        // A user name has no colon, so that the pair is equal exactly when both of its parts are.
        this.expected = ExpectedSecret.of(username + ":" + settings.password().reveal());
        this.accepted = new AuthenticationOutcome.Accepted(
                new Principal(username.isEmpty() ? "basic" : username, "basic", List.of()));
        List<String> challenges = List.of(
                Challenge.of("Basic", adapter).quoted("charset", "UTF-8").toString());
        this.missing = Refusals.missing(challenges);
        this.wrong = Refusals.wrong(challenges);
    }

    @Override
    protected void judge(InboundRequest request, @Nullable String credentials, AuthenticationListener listener) {
        if (credentials == null) {
            listener.onOutcome(missing);
            return;
        }
        byte[] pair = decode(credentials);
        listener.onOutcome(pair != null && expected.matches(pair) ? accepted : wrong);
    }

    private static byte @Nullable [] decode(String credentials) {
        try {
            return Base64.getDecoder().decode(FieldText.bytes(credentials));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
