package dev.capstan.engine.internal.run.call;

import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.internal.run.CompiledUnit;
import dev.capstan.engine.internal.run.Incidents;
import dev.capstan.engine.internal.run.shape.ReplyShaper;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A unit that calls one operation: hands it the request, and passes its response on or shapes it. */
public final class CallUnit extends CompiledUnit {
    private final CompiledCall site;
    private final @Nullable Shaping shaping;

    /**
     * How responses become replies.
     *
     * @param decoder decodes them
     * @param shaper shapes what was decoded
     */
    public record Shaping(ResponseDecoder decoder, ReplyShaper shaper) {}

    /** A unit that passes responses on when {@code shaping} is null. */
    public CallUnit(LinkedUnit linked, CompiledCall site, @Nullable Shaping shaping) {
        super(linked);
        this.site = site;
        this.shaping = shaping;
    }

    @Override
    public boolean isIdentity() {
        return shaping == null;
    }

    @Override
    public boolean forwardsBody() {
        return site.forwardsBody();
    }

    @Override
    protected PendingCall run(UnitCall call, ReplyListener listener) {
        @Nullable JsonNode[] values = site.values(call.arguments());
        CallFailure refusal = refusal(call, values);
        if (refusal != null) {
            call.body().discard();
            listener.onFailure(refusal);
            return PendingCall.DONE;
        }
        RequestContent content = site.content(new CallInput(call.arguments(), call.body(), call.contentType()), values);
        if (!(content instanceof RequestContent.Identity)) {
            call.body().discard();
        }
        Shaping shaped = shaping;
        OperationRequest request = new OperationRequest(
                call.eventLoop(), call.context(), values, content, shaped == null ? call.acceptEncoding() : null);
        if (shaped == null) {
            return site.send(request, new IdentityReply(listener));
        }
        DecodedExchange exchange = new DecodedExchange(
                shaped.decoder, call.eventLoop(), new ShapedReply(shaped, call.arguments(), listener));
        exchange.sent(site.send(request, exchange));
        return exchange;
    }

    private record IdentityReply(ReplyListener listener) implements UpstreamResponseListener {
        @Override
        public void onResponse(UpstreamResponse response) {
            listener.onReply(new Reply.Identity(response));
        }

        @Override
        public void onFailure(CallFailure failure) {
            listener.onFailure(failure);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record ShapedReply(Shaping shaping, @Nullable JsonNode[] frame, ReplyListener listener)
            implements DecodedListener {
        @Override
        public void onDecoded(int status, JsonNode value, MemoryReservation memory) {
            try {
                reply(status, value);
            } finally {
                memory.release();
            }
        }

        private void reply(int status, JsonNode value) {
            Reply reply;
            try {
                reply = new Reply.Shaped(status, shaping.shaper.shape(value, frame));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                listener.onFailure(Incidents.ofResponse(shaping.decoder.upstream(), e));
                return;
            }
            listener.onReply(reply);
        }

        /** The reply is written as it is handed over. */
        @Override
        public boolean keepsValue() {
            return false;
        }

        @Override
        public void onUndecoded(UpstreamResponse response) {
            if (response.isError() || !canHaveContent(response.status())) {
                listener.onReply(new Reply.Identity(response));
            } else {
                response.body().discard();
                reply(response.status(), JsonNodeFactory.instance.nullNode());
            }
        }

        /** An answer that could have a body and has none is null; redirects that are handed on stay as they are. */
        private static boolean canHaveContent(int status) {
            return status < 300 && status != 204 && status != 205;
        }

        @Override
        public void onFailure(CallFailure failure) {
            listener.onFailure(failure);
        }
    }

    /** Everything that is missing, at once; null when nothing is. */
    private @Nullable CallFailure refusal(UnitCall call, @Nullable JsonNode[] values) {
        List<ArgumentProblem> problems = List.of();
        if (site.isIncomplete(values, call.body())) {
            problems = new ArrayList<>();
            for (OperationInput input : site.missing(values, call.body())) {
                problems.add(problem(input));
            }
        }
        return missing(call, problems);
    }

    private ArgumentProblem problem(OperationInput input) {
        int slot = site.slotOf(input);
        if (slot < 0) {
            return new ArgumentProblem(input.name(), true, "\"" + input.name() + "\" is required");
        }
        if (linked().arguments().get(slot).source() instanceof ArgumentSource.WholeBody) {
            return new ArgumentProblem(input.name(), true, "a request body is required (\"" + input.name() + "\")");
        }
        return arguments().all().get(slot).missing();
    }

    @Override
    public RequestPreview preview(UnitCall unitCall) {
        UnitCall call = withDefaults(unitCall);
        @Nullable JsonNode[] values = site.values(call.arguments());
        CallFailure refusal = refusal(call, values);
        RequestContent content = site.content(new CallInput(call.arguments(), call.body(), call.contentType()), values);
        RequestPreview preview = site.preview(
                new OperationRequest(call.eventLoop(), call.context(), values, content, call.acceptEncoding()));
        if (!(refusal instanceof CallFailure.InvalidArguments invalid)) {
            return preview;
        }
        List<String> problems = new ArrayList<>();
        invalid.problems().forEach(problem -> problems.add(problem.detail()));
        return new RequestPreview(
                preview.method(), preview.uri(), preview.headers(), preview.body(), List.copyOf(problems));
    }
}
