package dev.capstan.benchmarks.hostile;

/**
 * One way to do harm, and what is asked of the engine under it.
 *
 * @param group what it belongs to: a short word, shared with probes of its kind
 * @param name what it is selected by
 * @param asks what the engine is to do, in one line
 * @param setup the engine that it wants
 * @param script does it
 */
public record Probe(String group, String name, String asks, Setup setup, Script script) {
    /** What a probe does. */
    @FunctionalInterface
    public interface Script {
        /**
         * Does it, and says through {@link Stage#check} what did not hold. An exception is a failure too. Every wait in it
         * has an end.
         */
        void run(Stage stage) throws Exception;
    }
}
