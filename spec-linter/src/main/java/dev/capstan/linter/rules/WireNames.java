package dev.capstan.linter.rules;

/** Which names MCP clients accept: at most 64 letters, digits, {@code _}, {@code .} and {@code -}. */
final class WireNames {
    private static final int LONGEST = 64;

    private WireNames() {}

    /** Whether a name of a tool is served as it is, which names with dots are not. */
    static boolean isPlain(String name) {
        return isAccepted(name) && name.indexOf('.') < 0;
    }

    static boolean isAccepted(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean accepted = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == '.'
                    || c == '-';
            if (!accepted) {
                return false;
            }
        }
        return true;
    }

    static String advice(String kind, String name) {
        String shown = name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…";
        return "many clients refuse the " + kind + " name \"" + shown + "\"; it is shown to them changed. Use at most "
                + LONGEST + " letters, digits, _, . and -";
    }
}
