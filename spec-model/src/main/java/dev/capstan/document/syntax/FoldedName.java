package dev.capstan.document.syntax;

/** Names that differ only in case, {@code -} and {@code _} may mean the same thing; folding shows it. */
public final class FoldedName {
    private FoldedName() {}

    /** The name in lower case without {@code -} and {@code _}. */
    public static String fold(String name) {
        StringBuilder folded = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean kept = !isSeparator(c) && !Character.isUpperCase(c);
            if (folded != null) {
                append(folded, c);
            } else if (!kept) {
                folded = new StringBuilder(name.length()).append(name, 0, i);
                append(folded, c);
            }
        }
        return folded == null ? name : folded.toString();
    }

    /** Whether two names fold alike. Allocates nothing, and ends at the first difference. */
    public static boolean same(String one, String other) {
        int i = 0;
        int j = 0;
        while (true) {
            while (i < one.length() && isSeparator(one.charAt(i))) {
                i++;
            }
            while (j < other.length() && isSeparator(other.charAt(j))) {
                j++;
            }
            if (i == one.length() || j == other.length()) {
                return i == one.length() && j == other.length();
            }
            if (Character.toLowerCase(one.charAt(i++)) != Character.toLowerCase(other.charAt(j++))) {
                return false;
            }
        }
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '_';
    }

    private static void append(StringBuilder folded, char c) {
        if (!isSeparator(c)) {
            folded.append(Character.toLowerCase(c));
        }
    }
}
