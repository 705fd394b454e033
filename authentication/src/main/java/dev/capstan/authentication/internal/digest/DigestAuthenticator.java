package dev.capstan.authentication.internal.digest;

import dev.capstan.authentication.credential.AuthorizationFieldAuthenticator;
import dev.capstan.authentication.credential.Challenge;
import dev.capstan.authentication.credential.ConfiguredCredential;
import dev.capstan.authentication.credential.ExpectedSecret;
import dev.capstan.authentication.credential.FieldText;
import dev.capstan.authentication.credential.HashFunction;
import dev.capstan.authentication.credential.Refusals;
import dev.capstan.authentication.internal.digest.NonceSigner.Nonce;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.authentication.AuthenticationListener;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.engine.spi.authentication.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One user name and password, of which a hash over the request proves the knowledge (RFC 7616, {@code qop=auth}). */
public final class DigestAuthenticator extends AuthorizationFieldAuthenticator {
    /** How long a nonce can be used. */
    private static final Duration NONCE_LIFE = Duration.ofMinutes(5);

    /** How many nonces in use are remembered; some 150 bytes each. */
    private static final int MOST_NONCES = 16_384;

    private static final int COUNT_DIGITS = 8;

    private final Clock clock;
    private final String realm;
    private final ExpectedSecret username;
    private final List<DigestHash> hashes;
    private final NonceSigner nonces = new NonceSigner();
    private final NonceCounts counts = new NonceCounts(MOST_NONCES, NONCE_LIFE.toMillis());
    private final AuthenticationOutcome accepted;

    /**
     * For that adapter.
     *
     * @param clock ages nonces
     * @throws InvalidSettingException when no client could send these credentials
     */
    public DigestAuthenticator(String adapter, InboundAuthentication.Digest settings, Clock clock) {
        super("Digest");
        String user = settings.username().reveal();
        String password = settings.password().reveal();
        ConfiguredCredential.requireNotEmpty("the password of digest authentication", settings.password());
        if (user.indexOf(':') >= 0) {
            throw new InvalidSettingException("the user name of digest authentication holds a colon, which it cannot");
        }
        this.clock = clock;
        this.realm = Challenge.realm(adapter);
        this.username = ExpectedSecret.of(user);
        // In order of preference, which is the order of the challenges.
        this.hashes = List.of(
                new DigestHash("SHA-256", HashFunction.sha256(), user, realm, password),
                new DigestHash("MD5", HashFunction.md5(), user, realm, password));
        this.accepted = new AuthenticationOutcome.Accepted(
                new Principal(user.isEmpty() ? "digest" : user, "digest", List.of()));
    }

    @Override
    protected void judge(InboundRequest request, @Nullable String credentials, AuthenticationListener listener) {
        if (credentials == null) {
            listener.onOutcome(Refusals.missing(challenges(false)));
            return;
        }
        DigestCredentials answer = DigestCredentials.parse(credentials);
        if (answer == null || !isRight(request, answer)) {
            listener.onOutcome(Refusals.wrong(challenges(false)));
            return;
        }
        // Only now, so that nobody without the password can make nonces be remembered.
        Nonce nonce = nonces.read(answer.get("nonce"));
        if (nonce == null || !counts.use(nonce, Long.parseLong(answer.get("nc"), 16), clock.millis())) {
            // The client knows the password: it can answer another challenge without asking its user again.
            listener.onOutcome(Refusals.unauthenticated(
                    "the nonce of the request's credentials was used before, or is too old: answer the new challenge",
                    challenges(true)));
            return;
        }
        listener.onOutcome(accepted);
    }

    /** Whether the answer belongs to this request and proves the password, whatever its nonce is. */
    private boolean isRight(InboundRequest request, DigestCredentials answer) {
        DigestHash hash = hash(answer);
        byte[] name = username(answer);
        if (hash == null
                || name == null
                || !answer.get("realm").equals(realm)
                || !answer.get("qop").equals("auth")
                || answer.get("cnonce").isEmpty()
                || !answer.get("uri").equals(request.target())
                || !isCount(answer.get("nc"))) {
            return false;
        }
        byte[] response = bytes(answer.get("response"));
        // Both are computed in any case: the time does not tell whether the user exists.
        boolean rightUser = username.matches(name);
        boolean rightResponse = MessageDigest.isEqual(hash.response(request.method(), answer), response);
        return rightUser && rightResponse;
    }

    /** An answer that names no algorithm means MD5 (RFC 7616, section 3.4). */
    private @Nullable DigestHash hash(DigestCredentials answer) {
        String algorithm = answer.has("algorithm") ? answer.get("algorithm") : "MD5";
        for (DigestHash hash : hashes) {
            if (hash.algorithm().equalsIgnoreCase(algorithm)) {
                return hash;
            }
        }
        return null;
    }

    /** The user name's bytes; null when the answer has none, or has it hashed, which no challenge offers. */
    private static byte @Nullable [] username(DigestCredentials answer) {
        if (answer.get("userhash").equalsIgnoreCase("true") || answer.has("username") == answer.has("username*")) {
            return null;
        }
        return answer.has("username")
                ? FieldText.bytes(answer.get("username"))
                : ExtendedValue.decode(answer.get("username*"));
    }

    private static boolean isCount(String text) {
        return text.length() == COUNT_DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
    }

    private static byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException notHexadecimal) {
            return hex.getBytes(StandardCharsets.UTF_8);
        }
    }

    private List<String> challenges(boolean stale) {
        String nonce = nonces.issue(clock.millis());
        return hashes.stream().map(hash -> challenge(hash, nonce, stale)).toList();
    }

    private String challenge(DigestHash hash, String nonce, boolean stale) {
        Challenge challenge = Challenge.of("Digest")
                .quoted("realm", realm)
                .quoted("qop", "auth")
                .token("algorithm", hash.algorithm())
                .quoted("nonce", nonce)
                .token("charset", "UTF-8");
        return (stale ? challenge.token("stale", "true") : challenge).toString();
    }
}
