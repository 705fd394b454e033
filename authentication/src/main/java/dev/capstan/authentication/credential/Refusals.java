package dev.capstan.authentication.credential;

import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import java.util.List;

/** Refusals as all schemes word them. */
public final class Refusals {
    /** The request has the Authorization field more than once. */
    public static final Refused REPEATED_FIELD = malformed("the request has more than one Authorization field");

    private Refusals() {}

    /** Credentials that are missing, and how to ask for them. */
    public static Refused missing(List<String> challenges) {
        return unauthenticated("the request has no credentials of the scheme that WWW-Authenticate names", challenges);
    }

    /** Credentials that are wrong, and how to ask for others. */
    public static Refused wrong(List<String> challenges) {
        return unauthenticated("the request's credentials are not valid", challenges);
    }

    /** Status 401. */
    public static Refused unauthenticated(String detail, List<String> challenges) {
        return new Refused(401, "unauthenticated", detail, List.copyOf(challenges));
    }

    /** Status 400: a request that might be read in several ways. */
    public static Refused malformed(String detail) {
        return new Refused(400, "malformed-request", detail, List.of());
    }
}
