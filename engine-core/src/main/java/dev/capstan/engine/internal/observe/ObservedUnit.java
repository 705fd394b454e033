package dev.capstan.engine.internal.observe;

import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.CallEnd;
import dev.capstan.engine.observe.CallObserver;
import dev.capstan.engine.observe.CallStart;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.plan.ArgumentSchemas;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.consumer.RequestPreview;
import org.jspecify.annotations.Nullable;

/** A unit whose calls are observed. */
public final class ObservedUnit implements UnitPlan {
    private final UnitPlan plan;
    private final EngineObserver observer;
    private final String file;
    private final String adapter;
    private final String adapterType;

    /** Observes the calls of a plan of that adapter. */
    public ObservedUnit(UnitPlan plan, EngineObserver observer, String file, String adapter, String adapterType) {
        this.plan = plan;
        this.observer = observer;
        this.file = file;
        this.adapter = adapter;
        this.adapterType = adapterType;
    }

    @Override
    public LinkedUnit linked() {
        return plan.linked();
    }

    @Override
    public ArgumentSchemas arguments() {
        return plan.arguments();
    }

    @Override
    public boolean isIdentity() {
        return plan.isIdentity();
    }

    @Override
    public boolean readsBody() {
        return plan.readsBody();
    }

    @Override
    public boolean forwardsBody() {
        return plan.forwardsBody();
    }

    @Override
    public @Nullable RequestPreview preview(UnitCall call) {
        return plan.preview(call);
    }

    @Override
    public PendingCall call(UnitCall call, ReplyListener listener) {
        CallContext context = call.context();
        CallObserver started = observer.callStarted(new CallStart(
                file,
                adapter,
                adapterType,
                plan.linked().name(),
                context.principal(),
                context.requestId(),
                context.traceParent(),
                context.traceState()));
        if (started == null) {
            return plan.call(call, listener);
        }
        ObservedCall observed = new ObservedCall(started, listener);
        String trace = started.traceParent();
        CallContext own = context.withObserver(started);
        observed.pending = plan.call(
                new UnitCall(
                        call.eventLoop(),
                        trace == null ? own : own.withTrace(trace, context.traceState()),
                        call.arguments(),
                        call.body(),
                        call.contentType(),
                        call.acceptEncoding()),
                observed);
        return observed;
    }

    /** One call. On its event loop. */
    private static final class ObservedCall implements ReplyListener, PendingCall {
        private final CallObserver observer;
        private final ReplyListener listener;
        private final long startNanos = System.nanoTime();
        private PendingCall pending = PendingCall.DONE;
        private boolean ended;

        ObservedCall(CallObserver observer, ReplyListener listener) {
            this.observer = observer;
            this.listener = listener;
        }

        @Override
        public void onReply(Reply reply) {
            end(
                    CallEnd.Outcome.REPLIED,
                    reply instanceof Reply.Identity identity
                            ? identity.response().status()
                            : ((Reply.Shaped) reply).status(),
                    null);
            listener.onReply(reply);
        }

        @Override
        public void onFailure(CallFailure failure) {
            end(CallEnd.Outcome.FAILED, 0, failure);
            listener.onFailure(failure);
        }

        @Override
        public void cancel() {
            pending.cancel();
            end(CallEnd.Outcome.CANCELLED, 0, null);
        }

        private void end(CallEnd.Outcome outcome, int status, @Nullable CallFailure failure) {
            if (!ended) {
                ended = true;
                observer.ended(new CallEnd(outcome, status, failure, System.nanoTime() - startNanos));
            }
        }
    }
}
