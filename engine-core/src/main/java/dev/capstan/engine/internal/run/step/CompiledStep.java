package dev.capstan.engine.internal.run.step;

import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.plan.ArgumentSchemas;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A step, compiled. Immutable; any number of runs at once. */
public interface CompiledStep {
    /** Receives the outcome of a step. Invoked exactly once, on the call's event loop, unless the step was cancelled. */
    interface Listener {
        /**
         * The step has a result.
         *
         * @param status of the upstream's response; 200 for a step that calls nothing
         * @param value JSON null for nothing
         */
        void onResult(int status, JsonNode value);

        /** The step failed, which ends the run. */
        void onFailure(CallFailure failure);
    }

    /** The step's name. */
    String name();

    /** {@code call}, {@code lookup} or {@code script}. */
    String type();

    /** Whether the step can be given up while it runs, because it changes nothing. */
    boolean onlyReads();

    /**
     * What is missing or wrong by the call's arguments alone; empty when nothing is. Asked before the first step runs.
     *
     * @param frame the arguments, and no results
     * @param arguments the schemas of the arguments
     */
    default List<ArgumentProblem> problems(@Nullable JsonNode[] frame, ArgumentSchemas arguments) {
        return List.of();
    }

    /** Runs the step; the listener may be invoked before this returns. */
    PendingCall run(StepInput input, Listener listener);
}
