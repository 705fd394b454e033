package dev.capstan.authentication.oauth2.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns verdicts into outcomes, and remembers them. Safe for any thread. */
public final class TokenOutcomes {
    /** How much is remembered, in bytes, roughly: some 20,000 tokens of everyday length. */
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    /** What remembering costs beside texts. */
    private static final int ENTRY_BYTES = 300;

    private final BearerRefusals refusals;
    private final List<String> scopes;
    private final Cache<TokenDigest, Remembered> remembered = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((TokenDigest digest, Remembered known) -> known.bytes)
            // What a write entails is little: not worth another thread.
            .executor(Runnable::run)
            .build();

    /**
     * For tokens that need these scopes.
     *
     * @param refusals how to refuse
     */
    public TokenOutcomes(BearerRefusals refusals, List<String> scopes) {
        this.refusals = refusals;
        this.scopes = scopes;
    }

    /** What is known of a token at that time; null when nothing is. */
    public @Nullable AuthenticationOutcome recall(TokenDigest digest, long epoch, long now) {
        Remembered known = remembered.getIfPresent(digest);
        return known != null && known.epoch == epoch && now < known.untilMillis ? known.outcome : null;
    }

    /**
     * The outcome of a verdict, which is remembered as long as the verdict says.
     *
     * @param epoch of the keys that the verdict rests on
     */
    public AuthenticationOutcome conclude(TokenDigest digest, TokenVerdict verdict, long epoch) {
        if (verdict instanceof TokenVerdict.Valid valid) {
            TokenClaims claims = valid.claims();
            AuthenticationOutcome outcome = claims.scopes().containsAll(scopes)
                    ? new AuthenticationOutcome.Accepted(
                            new Principal(claims.name() == null ? "oauth2" : claims.name(), "oauth2", claims.scopes()))
                    : refusals.insufficientScope();
            remembered.put(digest, new Remembered(outcome, valid.untilMillis(), epoch, bytes(claims)));
            return outcome;
        }
        if (verdict instanceof TokenVerdict.Invalid invalid) {
            AuthenticationOutcome outcome = refusals.invalid(invalid.fault());
            if (invalid.untilMillis() != TokenVerdict.NOT_AT_ALL) {
                remembered.put(digest, new Remembered(outcome, invalid.untilMillis(), epoch, ENTRY_BYTES));
            }
            return outcome;
        }
        TokenVerdict.Undecided undecided = (TokenVerdict.Undecided) verdict;
        return new AuthenticationOutcome.Unavailable(undecided.detail(), undecided.retryAfter());
    }

    private static int bytes(TokenClaims claims) {
        int bytes = ENTRY_BYTES + (claims.name() == null ? 0 : 2 * claims.name().length());
        for (String scope : claims.scopes()) {
            bytes += 60 + 2 * scope.length();
        }
        return bytes;
    }

    private record Remembered(AuthenticationOutcome outcome, long untilMillis, long epoch, int bytes) {}
}
