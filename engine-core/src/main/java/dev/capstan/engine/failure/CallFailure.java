package dev.capstan.engine.failure;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed in the engine, its adapters, or on the way to the upstream. An upstream that answers, even with an
 * error status, is no failure.
 */
public sealed interface CallFailure {
    /** Stable kebab-case identifier, for programs. */
    String code();

    /** What went wrong and what to do, for people; no secrets, no class names, no paths of the host. */
    String detail();

    /** One argument that was refused. */
    record ArgumentProblem(String parameter, boolean missing, String detail) {}

    /** Arguments are missing, of the wrong type, or hold what their place cannot carry; all of them at once. */
    record InvalidArguments(List<ArgumentProblem> problems) implements CallFailure {
        @Override
        public String code() {
            return problems.stream().allMatch(ArgumentProblem::missing) ? "missing-argument" : "invalid-argument";
        }

        @Override
        public String detail() {
            return problems.stream().map(ArgumentProblem::detail).collect(Collectors.joining("; "));
        }
    }

    /** The caller's body is not what it has to be. */
    record MalformedBody(String detail) implements CallFailure {
        @Override
        public String code() {
            return "malformed-body";
        }
    }

    /** The caller's body is of a type that cannot be read here. */
    record UnsupportedMediaType(String detail) implements CallFailure {
        @Override
        public String code() {
            return "unsupported-media-type";
        }
    }

    /** The caller's body is longer than is taken. */
    record BodyTooLarge(long limit) implements CallFailure {
        @Override
        public String code() {
            return "body-too-large";
        }

        @Override
        public String detail() {
            return "the request body is longer than the limit of " + limit + " bytes";
        }
    }

    /**
     * The engine holds as much in memory as it may, and does not take this call now.
     *
     * @param retryAfter when to try again
     */
    record Overloaded(Duration retryAfter) implements CallFailure {
        /** To be tried again after a second. */
        public Overloaded() {
            this(Duration.ofSeconds(1));
        }

        @Override
        public String code() {
            return "overloaded";
        }

        @Override
        public String detail() {
            return "too many calls that need much memory are on their way; try again later";
        }
    }

    /** No connection to the upstream, or its certificate was refused. */
    record UpstreamUnreachable(String upstream, String detail) implements CallFailure {
        @Override
        public String code() {
            return "upstream-unreachable";
        }
    }

    /** The upstream's answer broke off, is no HTTP, is too large to be shaped, or is not of its declared format. */
    record UpstreamUnreadable(String upstream, String detail) implements CallFailure {
        @Override
        public String code() {
            return "upstream-unreadable";
        }
    }

    /** The upstream took too long. */
    record UpstreamTimeout(String upstream, String detail) implements CallFailure {
        @Override
        public String code() {
            return "upstream-timeout";
        }
    }

    /**
     * The upstream is not called now: too many calls are on their way, or its circuit breaker is open.
     *
     * @param code {@code too-many-calls} or {@code circuit-open}
     * @param retryAfter when to try again
     */
    record UpstreamUnavailable(String upstream, String code, String detail, Duration retryAfter)
            implements CallFailure {}

    /** A defect of the engine or of an adapter. Its cause is in the log under that incident. */
    record Internal(String incident) implements CallFailure {
        @Override
        public String code() {
            return "internal-error";
        }

        @Override
        public String detail() {
            return "an internal error; the log has the details under incident " + incident;
        }
    }

    /** {@code namespace.operation} of the upstream concerned; null when none is. */
    default @Nullable String upstreamName() {
        if (this instanceof UpstreamUnreachable failure) {
            return failure.upstream;
        }
        if (this instanceof UpstreamUnreadable failure) {
            return failure.upstream;
        }
        if (this instanceof UpstreamTimeout failure) {
            return failure.upstream;
        }
        return this instanceof UpstreamUnavailable failure ? failure.upstream : null;
    }
}
