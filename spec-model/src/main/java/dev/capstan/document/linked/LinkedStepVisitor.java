package dev.capstan.document.linked;

/**
 * One method for each kind of step: whoever handles steps handles them all.
 *
 * @param <R> what a step is turned into
 */
public interface LinkedStepVisitor<R> {
    /** Calls an operation. */
    R visitCall(LinkedStep.CallStep step);

    /** Looks rows up. */
    R visitLookup(LinkedStep.LookupStep step);

    /** Runs a script. */
    R visitScript(LinkedStep.ScriptStep step);
}
