package dev.capstan.document.syntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that gives up on a text: some expressions would take years on a line of text, others all of the
 * stack. Immutable and safe for any thread.
 *
 * @param pattern the expression
 */
public record BoundedPattern(Pattern pattern) {
    private static final int LONGEST = 10_000;
    private static final int STEPS = 2_000_000;
    private static final int STEPS_A_CHARACTER = 50;

    /** A text that an expression cannot be tried on within its limits; the message completes a sentence about the text. */
    public static final class TooCostlyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooCostlyException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Compiles an expression.
     *
     * @param flags as {@link Pattern#compile(String, int)} takes them
     * @throws PatternSyntaxException when it is no expression, or one that is too long or nested too deeply; its description
     *     says why
     */
    public static BoundedPattern compile(String expression, int flags) {
        if (expression.length() > LONGEST) {
            throw new PatternSyntaxException("it is longer than " + LONGEST + " characters", "", -1);
        }
        try {
            return new BoundedPattern(Pattern.compile(expression, flags));
        } catch (StackOverflowError nested) {
            throw new PatternSyntaxException("its groups are nested too deeply", "", -1);
        }
    }

    /** Compiles an expression without flags; see {@link #compile(String, int)}. */
    public static BoundedPattern compile(String expression) {
        return compile(expression, 0);
    }

    /**
     * Whether the expression fits a part of a text.
     *
     * @throws TooCostlyException when that takes too many steps
     */
    public boolean isFoundIn(String text) {
        return isFoundIn(text, budgetFor(text));
    }

    /**
     * Whether the expression fits a part of a text.
     *
     * @param budget of all that is compared together; one text may use what {@link #isFoundIn(String)} allows at most
     * @throws TooCostlyException when that takes too many steps
     */
    public boolean isFoundIn(String text, StepBudget budget) {
        return tried(text, budget, Matcher::find);
    }

    /**
     * Whether the expression fits a text as a whole.
     *
     * @throws TooCostlyException when that takes too many steps
     */
    public boolean fits(String text) {
        return fits(text, budgetFor(text));
    }

    /** Whether the expression fits a text as a whole; see {@link #isFoundIn(String, StepBudget)}. */
    public boolean fits(String text, StepBudget budget) {
        return tried(text, budget, Matcher::matches);
    }

    private boolean tried(String text, StepBudget budget, java.util.function.Predicate<Matcher> trial) {
        try {
            return trial.test(pattern.matcher(new CountedText(text, budgetFor(text), budget)));
        } catch (StackOverflowError repeatedGroup) {
            throw new TooCostlyException("is too long for a pattern that repeats a group");
        }
    }

    private static StepBudget budgetFor(String text) {
        return new StepBudget(STEPS + (long) STEPS_A_CHARACTER * text.length());
    }

    /** The expression as it was written. */
    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** Each look at a character is a step. */
    private record CountedText(String text, StepBudget own, StepBudget shared) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (!own.take(1) || !shared.take(1)) {
                throw new TooCostlyException("takes too long to compare with a pattern; write a simpler pattern");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
