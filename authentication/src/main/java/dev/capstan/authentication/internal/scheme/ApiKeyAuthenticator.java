package dev.capstan.authentication.internal.scheme;

import dev.capstan.authentication.credential.Challenge;
import dev.capstan.authentication.credential.ConfiguredCredential;
import dev.capstan.authentication.credential.ExpectedSecret;
import dev.capstan.authentication.credential.FieldText;
import dev.capstan.authentication.credential.Refusals;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.authentication.AuthenticationListener;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.engine.spi.authentication.InboundRequest;
import dev.capstan.http.head.HeaderText;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One key, in a header field or in the query. */
public final class ApiKeyAuthenticator implements Authenticator {
    private final String name;
    private final CharSequence fieldName;
    private final boolean inQuery;
    private final ExpectedSecret expected;
    private final AuthenticationOutcome accepted =
            new AuthenticationOutcome.Accepted(new Principal("apikey", "apikey", List.of()));
    private final AuthenticationOutcome missing;
    private final AuthenticationOutcome wrong;
    private final AuthenticationOutcome repeated;

    /**
     * Reads the key where the settings say.
     *
     * @throws InvalidSettingException when no client could send this key
     */
    public ApiKeyAuthenticator(InboundAuthentication.ApiKey settings) {
        this.name = settings.name();
        this.inQuery = settings.inQuery();
        this.fieldName = inQuery ? "" : AsciiString.cached(name);
        if (inQuery) {
            ConfiguredCredential.requireNotEmpty("the value of apikey authentication", settings.value());
            if (name.isEmpty()) {
                throw new InvalidSettingException("the key of apikey authentication has no name");
            }
        } else {
            ConfiguredCredential.requireSendable("the value of apikey authentication", settings.value());
            if (!HeaderText.isToken(name)) {
                throw new InvalidSettingException("apikey authentication reads the header '" + name
                        + "', a name that no header can have: use letters, digits and hyphens");
            }
        }
        this.expected = ExpectedSecret.of(settings.value());
        String place = inQuery ? "query" : "header";
        List<String> challenges = List.of(Challenge.of("ApiKey")
                .quoted("name", Challenge.realm(name))
                .quoted("in", place)
                .toString());
        this.missing = Refusals.missing(challenges);
        this.wrong = Refusals.wrong(challenges);
        this.repeated = Refusals.malformed("the request has its key more than once: '" + name + "' in the " + place);
    }

    @Override
    public void authenticate(InboundRequest request, AuthenticationListener listener) {
        listener.onOutcome(inQuery ? judgeQuery(request) : judgeField(request));
    }

    private AuthenticationOutcome judgeQuery(InboundRequest request) {
        String key;
        try {
            key = request.takeQueryParameter(name);
        } catch (IllegalArgumentException severalTimes) {
            return repeated;
        }
        return judge(key == null ? null : key.getBytes(StandardCharsets.UTF_8));
    }

    private AuthenticationOutcome judgeField(InboundRequest request) {
        List<String> fields = request.headers().getAll(fieldName);
        if (fields.size() > 1) {
            return repeated;
        }
        return judge(fields.isEmpty() ? null : FieldText.bytes(fields.get(0)));
    }

    private AuthenticationOutcome judge(byte @Nullable [] key) {
        if (key == null || key.length == 0) {
            return missing;
        }
        return expected.matches(key) ? accepted : wrong;
    }
}
