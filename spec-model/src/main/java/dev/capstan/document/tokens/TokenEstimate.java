package dev.capstan.document.tokens;

/**
 * About how many tokens a text has in the encoding o200k, without its vocabulary of several megabytes: the text is cut into the pieces
 * that the encoding cuts it into before it merges bytes, and each piece costs what pieces of its kind and length do on average. For lists
 * of tools and other JSON in English within 5 %; other scripts are only roughly right. Stateless; safe for any thread.
 */
public final class TokenEstimate {
    /** Costs are counted in hundredths of a token. */
    private static final int TOKEN = 100;

    /** Words up to that length are nearly all in the vocabulary. */
    private static final int SHORT_WORD = 8;

    private static final int LETTER_OF_LONG_WORD = 20;
    private static final int LETTER_OF_LONG_WORD_AFTER_SPACE = 2;
    private static final int CAPITAL_AFTER_SPACE = 8;
    private static final int SHORT_ACRONYM = 3;
    private static final int LETTER_OF_LONG_ACRONYM = 30;
    /** A mark before a word that is seldom one piece with it, such as the one of {@code -id}. */
    private static final int MARK_BEFORE_WORD = 55;

    private static final int LETTER_BEYOND_ASCII = 45;
    private static final int DIGITS_OF_PIECE = 3;

    private final CharSequence text;
    private int at;
    private long cost;

    private TokenEstimate(CharSequence text) {
        this.text = text;
    }

    /** The estimate for that text; takes time in proportion to its length. */
    public static long of(CharSequence text) {
        TokenEstimate estimate = new TokenEstimate(text);
        while (estimate.at < text.length()) {
            estimate.piece();
        }
        return (estimate.cost + TOKEN / 2) / TOKEN;
    }

    private void piece() {
        char c = text.charAt(at);
        if (isLetter(c)) {
            word(at, c);
        } else if (c != '\n' && c != '\r' && !Character.isDigit(c) && isLetterAt(at + 1)) {
            word(at + 1, c);
        } else if (Character.isDigit(c)) {
            int end = at + 1;
            while (end < text.length() && end < at + DIGITS_OF_PIECE && Character.isDigit(text.charAt(end))) {
                end++;
            }
            add(TOKEN, end);
        } else if (Character.isWhitespace(c)) {
            space(c);
        } else {
            marks(at);
        }
    }

    /**
     * A word, with the mark or space before it that belongs to its piece.
     *
     * @param begin of its letters
     * @param first the piece's first character
     */
    private void word(int begin, char first) {
        int end = begin;
        boolean isAscii = true;
        while (end < text.length() && Character.isUpperCase(text.charAt(end))) {
            isAscii &= text.charAt(end) < 0x80;
            end++;
        }
        int capitals = end - begin;
        while (isLetterAt(end) && !Character.isUpperCase(text.charAt(end))) {
            isAscii &= text.charAt(end) < 0x80;
            end++;
        }
        int letters = end - begin;
        if (!isAscii) {
            add(Math.max(TOKEN, letters * LETTER_BEYOND_ASCII), end);
        } else if (first == ' ') {
            add(
                    TOKEN
                            + Math.max(0, letters - SHORT_WORD + 1) * LETTER_OF_LONG_WORD_AFTER_SPACE
                            + (capitals == 1 ? CAPITAL_AFTER_SPACE : 0),
                    end);
        } else {
            add(
                    TOKEN
                            + Math.max(0, letters - SHORT_WORD) * LETTER_OF_LONG_WORD
                            + Math.max(0, capitals - SHORT_ACRONYM) * LETTER_OF_LONG_ACRONYM
                            + (begin > at && first != '_' ? MARK_BEFORE_WORD : 0),
                    end);
        }
    }

    private void space(char first) {
        int end = at;
        int afterLine = at;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
            char c = text.charAt(end - 1);
            afterLine = c == '\n' || c == '\r' ? end : afterLine;
        }
        if (afterLine > at && afterLine < end) {
            add(TOKEN, afterLine);
        } else if (end < text.length() && end - at > 1 && text.charAt(end - 1) == ' ') {
            // The last space belongs to what follows.
            add(TOKEN, end - 1);
        } else if (first == ' ' && end - at == 1 && isMarkAt(end)) {
            marks(end);
        } else {
            add(TOKEN, end);
        }
    }

    private void marks(int begin) {
        int end = begin;
        while (isMarkAt(end)) {
            end++;
        }
        int count = end - begin;
        add(count <= 3 ? TOKEN : count == 4 ? 127 : count == 5 ? 2 * TOKEN : count * TOKEN / 2, Math.max(end, at + 1));
    }

    private void add(int hundredths, int end) {
        cost += hundredths;
        at = end;
    }

    private boolean isMarkAt(int index) {
        if (index >= text.length()) {
            return false;
        }
        char c = text.charAt(index);
        return !isLetter(c) && !Character.isDigit(c) && !Character.isWhitespace(c);
    }

    private boolean isLetterAt(int index) {
        return index < text.length() && isLetter(text.charAt(index));
    }

    /** The halves of characters beyond the basic plane count as letters: emoji and rare scripts cost as much. */
    private static boolean isLetter(char c) {
        return Character.isLetter(c) || Character.isSurrogate(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
