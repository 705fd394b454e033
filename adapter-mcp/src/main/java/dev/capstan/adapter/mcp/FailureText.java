package dev.capstan.adapter.mcp;

import dev.capstan.engine.failure.CallFailure;
import org.jspecify.annotations.Nullable;

/**
 * Says to a model why a call of one tool has no answer. The only place where failures become words here.
 *
 * @param tool the tool's name
 * @param upstream the operation that it calls; null for a mock
 */
record FailureText(String tool, @Nullable String upstream) {
    /** The engine could not get an answer. */
    String of(CallFailure failure) {
        return "The call of " + tool + " failed (" + failure.code() + "): " + failure.detail();
    }

    /** The arguments are wrong. */
    String invalidArguments(String detail) {
        return "Invalid arguments for " + tool + ": " + detail;
    }

    /** The upstream refused. */
    String upstreamStatus(int status, String message) {
        String answered = "The call of " + tool + " failed: " + source() + " answered with status " + status;
        return message.isEmpty() ? answered + " and no message" : answered + ": " + message;
    }

    /** The upstream's bytes are no text. */
    String notUtf8() {
        return "The call of " + tool + " failed: the answer of " + source() + " is not UTF-8 text";
    }

    /** The upstream's bytes ended too early, for a reason that is not known. */
    String brokenOff() {
        return "The call of " + tool + " failed: the answer of " + source() + " broke off";
    }

    private String source() {
        return upstream == null ? "its upstream" : upstream;
    }
}
