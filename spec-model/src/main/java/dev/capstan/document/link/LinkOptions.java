package dev.capstan.document.link;

/**
 * How lenient linking is.
 *
 * @param inferPaths whether path parameters that the path has no placeholder for are appended as segments, with a
 *     warning, instead of making the operation dead
 */
public record LinkOptions(boolean inferPaths) {
    /** Nothing is guessed. */
    public static final LinkOptions DEFAULT = new LinkOptions(false);
}
