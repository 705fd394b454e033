package dev.capstan.document.linked;

/**
 * One method for each kind of behaviour: whoever handles behaviours handles them all.
 *
 * @param <R> what a behaviour is turned into
 */
public interface BehaviourVisitor<R> {
    /** Answers by itself. */
    R visitMock(Behaviour.Mock mock);

    /** Calls one operation. */
    R visitCall(Behaviour.Call call);

    /** Runs steps. */
    R visitSteps(Behaviour.Steps steps);

    /** Passes requests on. */
    R visitForward(Behaviour.Forward forward);

    /** Hands out files. */
    R visitStaticFiles(Behaviour.StaticFiles files);

    /** Does nothing. */
    R visitUnlinked(Behaviour.Unlinked unlinked);
}
