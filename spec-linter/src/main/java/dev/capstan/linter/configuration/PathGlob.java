package dev.capstan.linter.configuration;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for relative paths with {@code /} between names: {@code *} and {@code ?} stay within a name, {@code **} goes
 * across folders, {@code [abc]} and {@code {a,b}} choose. A pattern without a slash fits a name in any folder, one that
 * starts with a slash only where paths start; one that fits a folder fits everything in it. Immutable and safe for any thread.
 */
public final class PathGlob {
    private static final String META = "*?[{";

    private final Pattern pattern;

    private PathGlob(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException when brackets or braces are not closed
     */
    public static PathGlob of(String glob) {
        String text = glob.startsWith("./") ? glob.substring(2) : glob;
        text = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        boolean anywhere = text.indexOf('/') < 0;
        text = text.startsWith("/") ? text.substring(1) : text;
        try {
            return new PathGlob(Pattern.compile((anywhere ? "(?:.*/)?" : "") + translated(text) + "(?:/.*)?"));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a pattern for files: " + glob, e);
        }
    }

    /** Whether a text has something in it that only a pattern has. */
    public static boolean isGlob(String text) {
        return text.chars().anyMatch(c -> META.indexOf(c) >= 0);
    }

    /** Whether a path fits. */
    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    private static String translated(String glob) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean across = glob.startsWith("**", i);
                    boolean folder = glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/');
                    regex.append(folder ? "(?:.*/)?" : across ? ".*" : "[^/]*");
                    i += folder ? 2 : across ? 1 : 0;
                }
                case '?' -> regex.append("[^/]");
                case '[' -> {
                    int end = glob.indexOf(']', i + 2);
                    if (end < 0) {
                        throw new IllegalArgumentException("not a pattern for files, ] is missing: " + glob);
                    }
                    String set = glob.substring(i + 1, end)
                            .replace("\\", "\\\\")
                            .replace("[", "\\[")
                            .replace("&", "\\&");
                    regex.append('[')
                            .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                            .append(']');
                    i = end;
                }
                case '{' -> {
                    braces++;
                    regex.append("(?:");
                }
                case '}' -> regex.append(braces-- > 0 ? ")" : "\\}");
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        if (braces > 0) {
            throw new IllegalArgumentException("not a pattern for files, } is missing: " + glob);
        }
        return regex.toString();
    }
}
