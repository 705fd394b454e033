package dev.capstan.engine.spi.authentication;

import dev.capstan.engine.exchange.Principal;
import java.time.Duration;
import java.util.List;

/** The judgement of one request's credentials. */
public sealed interface AuthenticationOutcome {
    /**
     * The caller is who it says.
     *
     * @param principal who calls
     * @param responseFields header fields that the reply must carry, such as Authentication-Info
     */
    record Accepted(Principal principal, List<Field> responseFields) implements AuthenticationOutcome {
        /** Without fields for the reply. */
        public Accepted(Principal principal) {
            this(principal, List.of());
        }
    }

    /**
     * The caller is refused.
     *
     * @param status 401 for missing or wrong credentials, 403 for insufficient ones, 400 for malformed ones
     * @param code stable kebab-case identifier of the problem, such as {@code unauthenticated}
     * @param detail for people; never says what would have been right
     * @param challenges values of WWW-Authenticate fields, in order; empty for status 400
     */
    record Refused(int status, String code, String detail, List<String> challenges) implements AuthenticationOutcome {}

    /**
     * Nobody can be judged now, such as while keys are being fetched.
     *
     * @param detail for people
     * @param retryAfter when to try again
     */
    record Unavailable(String detail, Duration retryAfter) implements AuthenticationOutcome {}

    /** A header field. */
    record Field(String name, String value) {}
}
