package dev.capstan.engine.internal.run.forward;

import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.internal.run.Incidents;
import dev.capstan.engine.plan.ForwardCall;
import dev.capstan.engine.plan.ForwardPlan;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.spi.consumer.ForwardRequest;
import dev.capstan.engine.spi.consumer.PreparedForward;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import java.util.List;

/** A unit that passes requests on, once the rest of their path is known to stay below the API's base URI. */
public final class ForwardUnit implements ForwardPlan {
    private final LinkedUnit linked;
    private final PreparedForward prepared;

    public ForwardUnit(LinkedUnit linked, PreparedForward prepared) {
        this.linked = linked;
        this.prepared = prepared;
    }

    @Override
    public LinkedUnit linked() {
        return linked;
    }

    @Override
    public PendingCall forward(ForwardCall call, ReplyListener listener) {
        if (!RawPath.staysBelow(call.rest())) {
            call.body().discard();
            listener.onFailure(new CallFailure.InvalidArguments(List.of(new ArgumentProblem(
                    "path", false, "the path has a segment \".\" or \"..\", or an encoded slash beside dots"))));
            return PendingCall.DONE;
        }
        try {
            return prepared.send(
                    new ForwardRequest(
                            call.eventLoop(),
                            call.context(),
                            call.method(),
                            call.rest(),
                            call.query(),
                            call.headers(),
                            call.body()),
                    new IdentityReply(listener));
        } catch (RuntimeException e) {
            listener.onFailure(Incidents.report(e));
            return PendingCall.DONE;
        }
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
}
