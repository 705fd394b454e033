package dev.capstan.spec.yaml;

/**
 * What one document may cost to read.
 *
 * @param bytes the longest file, in bytes
 * @param depth the deepest nesting of mappings and sequences
 * @param nodes the most nodes, copies made for aliases included
 */
public record YamlLimits(int bytes, int depth, int nodes) {
    /** 16 MiB, 100 levels, two million nodes: ten times what the largest published document needs. */
    public static final YamlLimits DEFAULT = new YamlLimits(16 * 1024 * 1024, 100, 2_000_000);
}
