package dev.capstan.engine.internal.run;

import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.internal.run.shape.ReplyShaper;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** A unit that answers by itself. */
public final class MockUnit extends CompiledUnit {
    private final ReplyShaper shaper;

    public MockUnit(LinkedUnit linked, ReplyShaper shaper) {
        super(linked);
        this.shaper = shaper;
    }

    @Override
    protected PendingCall run(UnitCall call, ReplyListener listener) {
        CallFailure refusal = missing(call, List.of());
        Reply reply = refusal != null
                ? null
                : new Reply.Shaped(200, shaper.shape(JsonNodeFactory.instance.nullNode(), call.arguments()));
        call.body().discard();
        if (refusal != null) {
            listener.onFailure(refusal);
        } else if (reply != null) {
            listener.onReply(reply);
        }
        return PendingCall.DONE;
    }
}
