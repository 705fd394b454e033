package dev.capstan.document.link.installation;

/**
 * How documents are linked.
 *
 * @param inferPaths whether path parameters that the path has no placeholder for are appended as segments, with a
 *     warning, instead of making the operation dead
 * @param installation what can be served
 */
public record LinkOptions(boolean inferPaths, Installation installation) {
    /** Nothing is guessed, and the standard distribution serves. */
    public static final LinkOptions DEFAULT = new LinkOptions(false, Installation.STANDARD);
}
