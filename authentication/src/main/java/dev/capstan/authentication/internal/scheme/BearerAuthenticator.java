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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One token that is known beforehand (RFC 6750, section 2.1). */
public final class BearerAuthenticator extends AuthorizationFieldAuthenticator {
    private final ExpectedSecret expected;
    private final AuthenticationOutcome accepted =
            new AuthenticationOutcome.Accepted(new Principal("bearer", "bearer", List.of()));
    private final AuthenticationOutcome missing;
    private final AuthenticationOutcome wrong;

    /**
     * For that adapter.
     *
     * @throws InvalidSettingException when no client could send this token
     */
    public BearerAuthenticator(String adapter, InboundAuthentication.Bearer settings) {
        super("Bearer");
        ConfiguredCredential.requireSendable("the token of bearer authentication", settings.token());
        this.expected = ExpectedSecret.of(settings.token());
        this.missing = Refusals.missing(List.of(Challenge.of("Bearer", adapter).toString()));
        this.wrong = Refusals.wrong(List.of(
                Challenge.of("Bearer", adapter).quoted("error", "invalid_token").toString()));
    }

    @Override
    protected void judge(InboundRequest request, @Nullable String credentials, AuthenticationListener listener) {
        if (credentials == null) {
            listener.onOutcome(missing);
            return;
        }
        listener.onOutcome(expected.matches(FieldText.bytes(credentials)) ? accepted : wrong);
    }
}
