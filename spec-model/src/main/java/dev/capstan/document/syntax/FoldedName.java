package dev.capstan.document.syntax;

/** Names that differ only in case, {@code -} and {@code _} may mean the same thing; folding shows it. */
public final class FoldedName {
    private FoldedName() {}

    /** The name in lower case without {@code -} and {@code _}. */
    public static String fold(String name) {
        StringBuilder folded = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean kept = c != '-' && c != '_' && !Character.isUpperCase(c);
            if (folded != null) {
                append(folded, c);
            } else if (!kept) {
                folded = new StringBuilder(name.length()).append(name, 0, i);
                append(folded, c);
            }
        }
        return folded == null ? name : folded.toString();
    }

    /** Whether two names fold alike. */
    public static boolean same(String one, String other) {
        return one.equals(other) || fold(one).equals(fold(other));
    }

    private static void append(StringBuilder folded, char c) {
        if (c != '-' && c != '_') {
            folded.append(Character.toLowerCase(c));
        }
    }
}
