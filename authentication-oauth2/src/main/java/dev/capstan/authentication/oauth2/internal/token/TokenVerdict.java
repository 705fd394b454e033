package dev.capstan.authentication.oauth2.internal.token;

import java.time.Duration;

/** What was found out about a token. */
public sealed interface TokenVerdict {
    /**
     * It is valid; whether its scopes suffice is another question.
     *
     * @param untilMillis how long this can be relied on
     */
    record Valid(TokenClaims claims, long untilMillis) implements TokenVerdict {}

    /**
     * It is not valid.
     *
     * @param untilMillis how long this can be relied on; {@link #NOT_AT_ALL} when it is not worth remembering
     */
    record Invalid(TokenFault fault, long untilMillis) implements TokenVerdict {
        /** Not to be remembered. */
        public Invalid(TokenFault fault) {
            this(fault, NOT_AT_ALL);
        }
    }

    /** Nobody can tell now. */
    record Undecided(String detail, Duration retryAfter) implements TokenVerdict {}

    /** A time that is over. */
    long NOT_AT_ALL = Long.MIN_VALUE;
}
