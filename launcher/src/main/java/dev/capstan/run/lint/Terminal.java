package dev.capstan.run.lint;

/** What the standard output is connected to. */
public final class Terminal {
    private Terminal() {}

    /** Whether colours can be shown: there is a terminal, and the user does not object (no-color.org). */
    public static boolean showsColors() {
        String objection = System.getenv("NO_COLOR");
        String kind = System.getenv("TERM");
        boolean wanted = objection == null || objection.isEmpty();
        return wanted && kind != null && !kind.equals("dumb") && isTerminal();
    }

    /** Later JDKs have a console without a terminal too, and a method that tells. */
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
