package dev.capstan.engine.spi;

/**
 * A text that must not be seen.
 *
 * @param reveal the text itself
 */
public record Secret(String reveal) {
    /** A mask. */
    @Override
    public String toString() {
        return "***";
    }
}
