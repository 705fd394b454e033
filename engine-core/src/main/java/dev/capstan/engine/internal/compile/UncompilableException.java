package dev.capstan.engine.internal.compile;

import dev.capstan.document.diagnostic.Diagnostic;

/** A unit that cannot be compiled, because something that it needs cannot be made. */
public final class UncompilableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic problem;
    private final boolean isToldElsewhere;

    /**
     * With what is wrong.
     *
     * @param isToldElsewhere whether the problem follows from another one, which is reported by itself
     */
    public UncompilableException(Diagnostic problem, boolean isToldElsewhere) {
        super(problem.message(), null, false, false);
        this.problem = problem;
        this.isToldElsewhere = isToldElsewhere;
    }

    /** What is wrong, at its place. */
    public Diagnostic problem() {
        return problem;
    }

    /** Whether the problem follows from another one, which is reported by itself. */
    public boolean isToldElsewhere() {
        return isToldElsewhere;
    }
}
