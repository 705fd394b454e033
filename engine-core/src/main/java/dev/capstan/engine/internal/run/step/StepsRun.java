package dev.capstan.engine.internal.run.step;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.internal.run.Incidents;
import dev.capstan.engine.internal.run.step.StepsUnit.StepsPlan;
import dev.capstan.engine.observe.CallEnd;
import dev.capstan.engine.observe.CallObserver;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One run of a unit's steps. Row after row: the steps of a row run together, and the next row begins when all of them have a
 * result. The first failure in the document's order ends the run. All on the call's event loop.
 */
final class StepsRun implements PendingCall {
    private final StepsPlan plan;
    private final UnitCall call;
    private final CallContext context;
    private final @Nullable JsonNode[] frame;
    private final int arguments;
    private final ReplyListener listener;
    private final Running[] running;
    private final RunMemory memory;
    private int row = -1;
    private int open;
    private int lastStatus = 200;
    private boolean starting;
    private boolean ended;

    StepsRun(StepsPlan plan, UnitCall call, @Nullable JsonNode[] frame, ReplyListener listener) {
        this.plan = plan;
        this.call = call;
        this.context = call.context().withTimeout(plan.timeout(), System.nanoTime());
        this.frame = frame;
        this.arguments = call.arguments().length;
        this.listener = listener;
        this.running = new Running[plan.steps().size()];
        this.memory = new RunMemory(plan.memory(), call.eventLoop());
    }

    /** Begins with the first row. */
    void start() {
        advance();
    }

    /** Runs rows for as long as they have their results at once. A loop: many steps in a row must not deepen the stack. */
    private void advance() {
        while (!ended && open == 0 && !starting) {
            row++;
            if (row == plan.rows().length) {
                finish();
                return;
            }
            if (context.remainingNanos(System.nanoTime()) == 0) {
                fail(new CallFailure.UpstreamTimeout(
                        "",
                        "the steps took longer than the " + plan.timeout().toSeconds() + " s that all of them have"));
                return;
            }
            startRow(plan.rows()[row], plan.endOfRow(row));
        }
    }

    private void startRow(int from, int to) {
        starting = true;
        open = to - from;
        for (int i = from; i < to && !ended; i++) {
            running[i] = new Running(i, plan.steps().get(i));
            running[i].start();
            if (running[i].failure != null) {
                // Later steps of the row are not begun: nothing but earlier ones can still matter.
                break;
            }
        }
        starting = false;
        if (!ended) {
            settleFailures(from, to);
        }
    }

    /** Once every step before it has a result, a failed step is the first failed one in the document's order. */
    private void settleFailures(int from, int to) {
        for (int i = from; i < to; i++) {
            Running one = running[i];
            if (one.failure != null) {
                fail(one.failure);
                return;
            }
            if (!one.isDone) {
                return;
            }
        }
    }

    private void stepDone() {
        open--;
        if (starting || ended) {
            return;
        }
        settleFailures(plan.rows()[row], plan.endOfRow(row));
        advance();
    }

    private void finish() {
        Reply reply;
        try {
            reply = reply(plan.result().of(frame));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            fail(Incidents.ofResponse("", e));
            return;
        }
        ended = true;
        Arrays.fill(running, null);
        try {
            listener.onReply(reply);
        } finally {
            memory.release();
        }
    }

    /** Without mappings, a last call gives the reply its status, and one without a value makes it one without content. */
    private Reply reply(@Nullable JsonNode value) {
        int last = plan.steps().size() - 1;
        boolean isOfCall =
                plan.isLastStepsResult() && plan.steps().get(last).type().equals("call");
        boolean isNothing = value == null || value.isObject() && value.isEmpty();
        if (isOfCall && isNothing && frame[arguments + last] == null) {
            return new Reply.Identity(new UpstreamResponse(204, HeaderFields.NONE, Body.empty()));
        }
        JsonNode whole = value == null ? JsonNodeFactory.instance.nullNode() : value;
        boolean hasContent = lastStatus != 204 && lastStatus != 205;
        return new Reply.Shaped(
                isOfCall && hasContent ? lastStatus : 200,
                plan.shaper() == null ? whole : plan.shaper().shape(whole, frame));
    }

    private void fail(CallFailure failure) {
        ended = true;
        cancelRunning(true);
        memory.release();
        listener.onFailure(failure);
    }

    /** The caller has gone: reads are cancelled, a write on its way is finished, and no further step starts. */
    @Override
    public void cancel() {
        if (!ended) {
            ended = true;
            cancelRunning(false);
            memory.release();
        }
    }

    /** What a later step of the row would give or say is of no use once an earlier one has failed. */
    private void cancelBehind(int index) {
        for (int i = index + 1; i < running.length; i++) {
            if (running[i] != null && !running[i].isDone) {
                running[i].cancel();
            }
        }
    }

    private void cancelRunning(boolean all) {
        for (Running one : running) {
            if (one != null && !one.isDone && (all || one.step.onlyReads())) {
                one.cancel();
            }
        }
    }

    /** One step of this run. */
    private final class Running implements CompiledStep.Listener {
        private final int index;
        private final CompiledStep step;
        private final @Nullable CallObserver observer;
        private final long startNanos;
        private PendingCall pending = PendingCall.DONE;
        private @Nullable CallFailure failure;
        private boolean isDone;

        Running(int index, CompiledStep step) {
            this.index = index;
            this.step = step;
            CallObserver parent = context.observer();
            this.observer = parent == null ? null : parent.stepStarted(step.name(), step.type());
            this.startNanos = observer == null ? 0 : System.nanoTime();
        }

        void start() {
            CallContext own = observer == null ? context : context.withObserver(observer);
            try {
                PendingCall started = step.run(new StepInput(call.eventLoop(), own, memory, frame), this);
                if (!isDone) {
                    pending = started;
                }
            } catch (RuntimeException e) {
                onFailure(new CallFailure.StepUnanswered(step.name(), Incidents.ofResponse("", e)));
            }
        }

        @Override
        public void onResult(int status, JsonNode value) {
            if (isDone) {
                return;
            }
            isDone = true;
            frame[arguments + index] = value.isNull() ? null : value;
            if (index == plan.steps().size() - 1) {
                lastStatus = status;
            }
            observe(CallEnd.Outcome.REPLIED, status, null);
            stepDone();
        }

        @Override
        public void onFailure(CallFailure cause) {
            if (isDone) {
                return;
            }
            isDone = true;
            failure = cause;
            observe(CallEnd.Outcome.FAILED, 0, cause);
            cancelBehind(index);
            stepDone();
        }

        void cancel() {
            isDone = true;
            pending.cancel();
            observe(CallEnd.Outcome.CANCELLED, 0, null);
        }

        private void observe(CallEnd.Outcome outcome, int status, @Nullable CallFailure cause) {
            if (observer != null) {
                observer.ended(new CallEnd(outcome, status, cause, System.nanoTime() - startNanos));
            }
        }
    }
}
