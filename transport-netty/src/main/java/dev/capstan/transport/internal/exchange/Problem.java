package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.transport.HttpResponseWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A problem as this surface tells it: problem details for HTTP (RFC 9457). Its {@code type} is {@code about:blank};
 * programs look at {@code code}.
 *
 * @param status of the reply
 * @param code stable kebab-case identifier
 * @param detail what is wrong and what to do
 * @param arguments the arguments concerned; empty when none is
 * @param upstream {@code namespace.operation} concerned; null when none is
 * @param members more facts, by name, in order: the step, the upstream's status, the parameter concerned
 * @param retryAfterSeconds when to try again; 0 when that is not known
 */
public record Problem(
        int status,
        String code,
        String detail,
        List<ArgumentProblem> arguments,
        @Nullable String upstream,
        Map<String, Object> members,
        long retryAfterSeconds) {
    private static final String MEDIA_TYPE = "application/problem+json";

    /** A problem of that status. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), null, Map.of(), 0);
    }

    /** The one place where failures of calls become replies. */
    public static Problem of(CallFailure failure) {
        if (failure instanceof CallFailure.StepUnanswered unanswered) {
            Problem cause = of(unanswered.cause());
            return new Problem(
                    cause.status,
                    cause.code,
                    failure.detail(),
                    List.of(),
                    cause.upstream,
                    Map.of("step", unanswered.step()),
                    cause.retryAfterSeconds);
        }
        List<ArgumentProblem> arguments = List.of();
        Map<String, Object> members = Map.of();
        long retryAfter = 0;
        int status;
        if (failure instanceof CallFailure.InvalidArguments invalid) {
            status = 400;
            arguments = invalid.problems();
        } else if (failure instanceof CallFailure.MalformedBody) {
            status = 400;
        } else if (failure instanceof CallFailure.BodyTooLarge) {
            status = 413;
        } else if (failure instanceof CallFailure.UnsupportedMediaType) {
            status = 415;
        } else if (failure instanceof CallFailure.UpstreamUnavailable unavailable) {
            status = 503;
            retryAfter = seconds(unavailable.retryAfter());
        } else if (failure instanceof CallFailure.Overloaded overloaded) {
            status = 503;
            retryAfter = seconds(overloaded.retryAfter());
        } else if (failure instanceof CallFailure.UpstreamTimeout) {
            status = 504;
        } else if (failure instanceof CallFailure.StepFailed step) {
            // The caller can mend what the upstream blames it for, and nothing else.
            status = step.upstreamStatus() < 500 ? step.upstreamStatus() : 502;
            members = Map.of("step", step.step(), "upstreamStatus", step.upstreamStatus());
        } else if (failure instanceof CallFailure.StepInputMissing step) {
            status = 502;
            members = Map.of("step", step.step(), "parameter", step.parameter(), "expression", step.expression());
        } else if (failure instanceof CallFailure.StepInputInvalid step) {
            status = 502;
            members = Map.of("step", step.step(), "parameter", step.parameter());
        } else if (failure instanceof CallFailure.ScriptFailed script) {
            status = 500;
            members = Map.of("step", script.step(), "language", script.language());
        } else if (failure instanceof CallFailure.EngineClosing) {
            status = 503;
            retryAfter = 1;
        } else {
            status = failure instanceof CallFailure.Internal ? 500 : 502;
        }
        return new Problem(
                status, failure.code(), failure.detail(), arguments, failure.upstreamName(), members, retryAfter);
    }

    /** Rounded up, so that nobody comes too early. */
    private static long seconds(Duration duration) {
        return Math.max(1, (duration.toMillis() + 999) / 1000);
    }

    /** Answers with the problem; without a body where nobody reads it, which a null instance says. */
    void send(HttpResponseWriter writer, @Nullable String instance) {
        writer.header("content-type", MEDIA_TYPE);
        if (retryAfterSeconds > 0) {
            writer.header("retry-after", Long.toString(retryAfterSeconds));
        }
        writer.send(instance == null ? Body.empty() : Body.of(body(instance)));
    }

    private ByteBuf body(String instance) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "about:blank");
        json.put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
        json.put("status", status);
        json.put("detail", detail);
        json.put("instance", instance);
        json.put("code", code);
        if (!arguments.isEmpty()) {
            json.put("parameter", arguments.get(0).parameter());
            ArrayNode all = json.putArray("problems");
            for (ArgumentProblem argument : arguments) {
                ObjectNode one = all.addObject();
                one.put("parameter", argument.parameter());
                one.put("code", argument.missing() ? "missing-argument" : "invalid-argument");
                one.put("detail", argument.detail());
            }
        }
        if (upstream != null) {
            json.put("upstream", upstream);
        }
        members.forEach((name, value) -> json.putPOJO(name, value));
        return Unpooled.wrappedBuffer(JsonMapper.shared().writeValueAsBytes(json));
    }
}
