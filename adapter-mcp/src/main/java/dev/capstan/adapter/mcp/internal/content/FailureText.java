package dev.capstan.adapter.mcp.internal.content;

import dev.capstan.engine.failure.CallFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says to a model why a call of one tool or resource has no answer, or that there is nothing in it. The only place where failures become
 * words here.
 *
 * @param tool the tool's or resource's name
 * @param upstream the operation that it calls; null for a mock
 */
public record FailureText(String tool, @Nullable String upstream) {
    /** The engine could not get an answer. */
    public String of(CallFailure failure) {
        return "The call of " + tool + " failed (" + failure.code() + "): " + failure.detail();
    }

    /** The arguments are wrong. */
    public String invalidArguments(String detail) {
        return "Invalid arguments for " + tool + ": " + detail;
    }

    /** The upstream refused. */
    public String upstreamStatus(int status, String message) {
        String answered = "The call of " + tool + " failed: " + source() + " answered with status " + status;
        return message.isEmpty() ? answered + " and no message" : answered + ": " + message;
    }

    /** The upstream's bytes are no text. */
    public String notUtf8() {
        return "The call of " + tool + " failed: the answer of " + source() + " is not UTF-8 text";
    }

    /** The result has more than that many bytes, and a part of it would be none. */
    public String tooLong(long limit) {
        return longer(limit) + ": ask for less";
    }

    /** An argument takes parts of JSON, and the answer is none. */
    public String notJson(String argument) {
        return "The call of " + tool + " failed: the answer of " + source() + " is not JSON, of which " + argument
                + " takes parts: call it without " + argument;
    }

    /** The answer is JSON that is not read. */
    public String tooManyValues() {
        return "The call of " + tool + " failed: the answer of " + source()
                + " is deeper or has more values than are read at once: ask for less";
    }

    /**
     * The result was cut to so many tokens.
     *
     * @param leftOut what is not in it, in words
     * @param arguments those of the tool that ask for less
     */
    public String cut(long tokens, List<String> leftOut, List<String> arguments) {
        return "The result of " + tool + " was cut to about " + tokens + " tokens: " + String.join(", ", leftOut) + ". "
                + (arguments.isEmpty()
                        ? "The tool has no argument that asks for less"
                        : "To get less at once, use " + String.join(", ", arguments));
    }

    private String longer(long limit) {
        return "The result of " + tool + " is longer than the limit of " + limit + " bytes";
    }

    /** The upstream's bytes ended too early, for a reason that is not known. */
    public String brokenOff() {
        return "The call of " + tool + " failed: the answer of " + source() + " broke off";
    }

    /** What is beyond that many bytes is left out of the result. */
    public String leftOut(long limit) {
        return longer(limit) + "; the rest of it was left out: ask for less";
    }

    /** All went well, and there is nothing to show: an empty text would be taken for a failure. */
    public String noContent(int status) {
        return "Done: " + source() + " answered without content (" + status + ").";
    }

    /** What is called, in words. */
    public String source() {
        return upstream == null ? "its upstream" : upstream;
    }
}
