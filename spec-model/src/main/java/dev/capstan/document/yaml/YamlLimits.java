package dev.capstan.document.yaml;

/**
 * What one document may cost to read.
 *
 * @param bytes the longest file, in bytes
 * @param depth the deepest nesting of mappings and sequences
 * @param nodes the most nodes, copies made for aliases included
 */
public record YamlLimits(int bytes, int depth, int nodes) {
    /**
     * 4 MiB, 100 levels, 300,000 nodes: twice as long as the largest published document, and what the heap that
     * {@code naftiko-run} starts with holds whatever the document is made of.
     */
    public static final YamlLimits DEFAULT = new YamlLimits(4 * 1024 * 1024, 100, 300_000);
}
