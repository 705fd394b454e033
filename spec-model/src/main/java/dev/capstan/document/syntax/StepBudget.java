package dev.capstan.document.syntax;

/**
 * What work on untrusted input may still cost, in steps of some nanoseconds: looks at a character or at a node. Used by one
 * thread.
 */
public final class StepBudget {
    private long left;

    /**
     * A budget.
     *
     * @param steps how many steps may be made
     */
    public StepBudget(long steps) {
        this.left = steps;
    }

    /** Makes some steps; whether the budget allowed them. Once it does not, it never does again. */
    public boolean take(long steps) {
        left = left < steps ? -1 : left - steps;
        return left >= 0;
    }

    /** Whether more steps were asked for than there were. */
    public boolean isExceeded() {
        return left < 0;
    }
}
