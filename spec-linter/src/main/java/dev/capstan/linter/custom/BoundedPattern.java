package dev.capstan.linter.custom;

import java.util.regex.Pattern;

/**
 * A regular expression that gives up on a text: some would take years on a line of text, others all of the stack. Immutable
 * and safe for any thread.
 *
 * @param pattern the expression
 */
record BoundedPattern(Pattern pattern) {
    private static final int STEPS = 2_000_000;
    private static final int STEPS_A_CHARACTER = 50;

    /** A text that an expression cannot be tried on. */
    static final class GaveUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GaveUp(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Whether the expression fits a part of a text.
     *
     * @throws GaveUp when that takes too much; the message says so of the text
     */
    boolean isFoundIn(String text) {
        try {
            return pattern.matcher(new CountedText(text)).find();
        } catch (StackOverflowError repeatedGroup) {
            throw tooLong();
        }
    }

    /**
     * Whether the expression fits a text as a whole.
     *
     * @throws GaveUp when that takes too much; the message says so of the text
     */
    boolean fits(String text) {
        try {
            return pattern.matcher(new CountedText(text)).matches();
        } catch (StackOverflowError repeatedGroup) {
            throw tooLong();
        }
    }

    private static GaveUp tooLong() {
        return new GaveUp("is too long for a pattern that repeats a group");
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** Each look at a character counts. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private long left;

        CountedText(String text) {
            this.text = text;
            this.left = STEPS + (long) STEPS_A_CHARACTER * text.length();
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new GaveUp("takes too long to compare with a pattern; write a simpler pattern");
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
