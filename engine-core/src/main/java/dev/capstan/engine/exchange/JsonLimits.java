package dev.capstan.engine.exchange;

/**
 * How much of a JSON text is read into memory as values. Texts are limited in bytes as well, but three bytes such as
 * {@code [],} become some sixty in memory, so that a text of lawful length could fill the heap.
 */
public final class JsonLimits {
    /**
     * The most tokens (values, names, brackets) of what a client sends. Its values stay in memory until the upstream has
     * answered.
     */
    public static final int REQUEST_TOKENS = 100_000;

    /** The most tokens of an upstream's answer. One at a time is in memory on each event loop. */
    public static final int ANSWER_TOKENS = 500_000;

    /**
     * The longest text, in bytes, whose names are remembered for the next one. Remembering makes reading faster, but
     * takes time that grows with the square of all long names' length.
     */
    public static final int REMEMBERED_TEXT = 512 * 1024;

    private JsonLimits() {}
}
