package dev.capstan.authentication.oauth2.internal;

import dev.capstan.authentication.credential.AuthorizationFieldAuthenticator;
import dev.capstan.authentication.oauth2.internal.introspection.IntrospectionValidation;
import dev.capstan.authentication.oauth2.internal.jwt.JwtValidation;
import dev.capstan.authentication.oauth2.internal.token.BearerRefusals;
import dev.capstan.authentication.oauth2.internal.token.TokenDigest;
import dev.capstan.authentication.oauth2.internal.token.TokenFault;
import dev.capstan.authentication.oauth2.internal.token.TokenOutcomes;
import dev.capstan.authentication.oauth2.internal.token.TokenValidation;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.authentication.AuthenticationListener;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.engine.spi.authentication.InboundRequest;
import dev.capstan.engine.spi.authentication.PublicDocument;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access tokens in the Authorization field (RFC 6750, section 2.1), judged once and then remembered. */
public final class OAuth2Authenticator extends AuthorizationFieldAuthenticator {
    /** Transports have narrower limits; this one holds without them. */
    private static final int MOST_CHARACTERS = 16 * 1024;

    private final Clock clock;
    private final ProtectedResource resource;
    private final BearerRefusals refusals;
    private final TokenOutcomes outcomes;
    private final TokenValidation validation;

    private OAuth2Authenticator(
            Clock clock,
            ProtectedResource resource,
            BearerRefusals refusals,
            TokenOutcomes outcomes,
            TokenValidation validation) {
        super("Bearer");
        this.clock = clock;
        this.resource = resource;
        this.refusals = refusals;
        this.outcomes = outcomes;
        this.validation = validation;
    }

    /**
     * For that adapter.
     *
     * @throws InvalidSettingException when nobody could ever be authenticated
     */
    public static Authenticator create(String adapter, InboundAuthentication.OAuth2 settings, EngineContext engine) {
        OAuth2Settings.require(settings);
        ProtectedResource resource = ProtectedResource.of(adapter, settings);
        BearerRefusals refusals = new BearerRefusals(adapter, settings.scopes(), resource.url());
        TokenOutcomes outcomes = new TokenOutcomes(refusals, settings.scopes());
        TokenValidation validation =
                settings.validation() instanceof InboundAuthentication.Validation.Introspection introspection
                        ? new IntrospectionValidation(adapter, settings, introspection, engine, outcomes)
                        : new JwtValidation(adapter, settings, engine, outcomes);
        return new OAuth2Authenticator(engine.clock(), resource, refusals, outcomes, validation);
    }

    @Override
    protected void judge(InboundRequest request, @Nullable String credentials, AuthenticationListener listener) {
        if (credentials == null) {
            listener.onOutcome(refusals.missing());
            return;
        }
        if (credentials.length() > MOST_CHARACTERS) {
            listener.onOutcome(refusals.invalid(TokenFault.MALFORMED));
            return;
        }
        validation.keepFresh();
        TokenDigest digest = TokenDigest.of(credentials);
        AuthenticationOutcome known = outcomes.recall(digest, validation.epoch(), clock.millis());
        if (known != null) {
            listener.onOutcome(known);
        } else if (isToken(credentials)) {
            validation.judge(credentials, digest, request.eventLoop(), listener);
        } else {
            listener.onOutcome(refusals.invalid(TokenFault.MALFORMED));
        }
    }

    /** {@code b64token} of RFC 6750, section 2.1. */
    private static boolean isToken(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~+/".indexOf(c) >= 0;
            if (!allowed) {
                return false;
            }
        }
        return end > 0;
    }

    @Override
    public List<PublicDocument> publicDocuments() {
        return List.of(resource.document());
    }

    @Override
    public void start() {
        validation.start();
    }

    @Override
    public void close() {
        validation.close();
    }
}
