package dev.capstan.engine.failure;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed in the engine, its adapters, or on the way to the upstream. An upstream that responds, even with an
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

    /** The upstream's response broke off, is no HTTP, is too large to be shaped, or is not of its declared format. */
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

    /**
     * A step's upstream responded with an error status, which ended the run.
     *
     * @param step the step's name
     * @param upstream {@code namespace.operation}
     * @param upstreamStatus 400 or above
     * @param message what the upstream said; empty when it said nothing
     */
    record StepFailed(String step, String upstream, int upstreamStatus, String message) implements CallFailure {
        @Override
        public String code() {
            return "step-failed";
        }

        @Override
        public String detail() {
            return "the step \"" + step + "\" failed: \"" + upstream + "\" responded with status " + upstreamStatus
                    + (message.isEmpty() ? "" : ": " + message);
        }
    }

    /**
     * A step's upstream could not be called, or its response could not be read, which ended the run.
     *
     * @param step the step's name
     * @param cause why
     */
    record StepUnanswered(String step, CallFailure cause) implements CallFailure {
        @Override
        public String code() {
            return cause.code();
        }

        @Override
        public String detail() {
            return "the step \"" + step + "\" failed: " + cause.detail();
        }
    }

    /**
     * A step needs a value that an earlier step did not give; nothing was sent.
     *
     * @param step the step's name
     * @param parameter the input that has no value
     * @param expression where it was to come from, as the document writes it
     */
    record StepInputMissing(String step, String parameter, String expression) implements CallFailure {
        @Override
        public String code() {
            return "step-input-missing";
        }

        @Override
        public String detail() {
            return "the step \"" + step + "\" needs \"" + parameter + "\", and " + expression + " has no value";
        }
    }

    /**
     * A step was given a value by an earlier step that cannot stand where it is to go; nothing was sent.
     *
     * @param step the step's name
     * @param parameter the input that has the value
     * @param problem what is wrong with it
     */
    record StepInputInvalid(String step, String parameter, String problem) implements CallFailure {
        @Override
        public String code() {
            return "step-input-invalid";
        }

        @Override
        public String detail() {
            return "the step \"" + step + "\" was given a value by an earlier step that it cannot send: " + problem;
        }
    }

    /**
     * A script gave no value.
     *
     * @param step the step's name
     * @param language the script's
     * @param isLimit whether it passed a limit
     * @param detail the script's own message, with its line
     */
    record ScriptFailed(String step, String language, boolean isLimit, String detail) implements CallFailure {
        @Override
        public String code() {
            return isLimit ? "script-limit" : "script-failed";
        }
    }

    /** The engine takes no new calls, because it is closing. */
    record EngineClosing() implements CallFailure {
        @Override
        public String code() {
            return "engine-closing";
        }

        @Override
        public String detail() {
            return "the engine is closing and takes no new calls";
        }
    }

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
        if (this instanceof StepFailed failure) {
            return failure.upstream;
        }
        if (this instanceof StepUnanswered failure) {
            return failure.cause.upstreamName();
        }
        return this instanceof UpstreamUnavailable failure ? failure.upstream : null;
    }
}
