package dev.capstan.engine.internal.run.step;

import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.internal.run.CallMemory;
import dev.capstan.engine.internal.run.CompiledUnit;
import dev.capstan.engine.internal.run.shape.ReplyShaper;
import dev.capstan.engine.internal.run.value.Value;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A unit that runs steps. */
public final class StepsUnit extends CompiledUnit {
    private final StepsPlan plan;

    /**
     * What the steps are, and what becomes of their results.
     *
     * @param steps in order
     * @param rows the steps that run together: for each row, the index of its first step; in order
     * @param result the value that the reply is made from
     * @param isLastStepsResult whether that is the last step's value, whose status is the reply's
     * @param shaper shapes it; null when it is the reply as it is
     * @param timeout the most time for all steps together
     * @param memory for the results
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record StepsPlan(
            List<CompiledStep> steps,
            int[] rows,
            Value result,
            boolean isLastStepsResult,
            @Nullable ReplyShaper shaper,
            Duration timeout,
            CallMemory memory) {
        /** Where the row that begins at that index ends, exclusively. */
        int endOfRow(int row) {
            return row + 1 < rows.length ? rows[row + 1] : steps.size();
        }
    }

    public StepsUnit(LinkedUnit linked, StepsPlan plan) {
        super(linked);
        this.plan = plan;
    }

    @Override
    protected PendingCall run(UnitCall call, ReplyListener listener) {
        int arguments = call.arguments().length;
        @Nullable JsonNode[] frame = new JsonNode[arguments + plan.steps.size()];
        System.arraycopy(call.arguments(), 0, frame, 0, arguments);
        CallFailure refusal = refusal(call, frame);
        call.body().discard();
        if (refusal != null) {
            listener.onFailure(refusal);
            return PendingCall.DONE;
        }
        StepsRun run = new StepsRun(plan, call, frame, listener);
        run.start();
        return run;
    }

    /** What is missing or wrong by the arguments alone is refused before anything is sent, all at once. */
    private @Nullable CallFailure refusal(UnitCall call, @Nullable JsonNode[] frame) {
        List<ArgumentProblem> problems = new ArrayList<>();
        for (CompiledStep step : plan.steps) {
            for (ArgumentProblem problem : step.problems(frame, arguments())) {
                if (problems.stream().noneMatch(known -> known.parameter().equals(problem.parameter()))) {
                    problems.add(problem);
                }
            }
        }
        return missing(call, problems);
    }
}
