package dev.capstan.engine.configuration;

/**
 * What models get of answers.
 *
 * @param maxBytes of a result as it is sent; what is beyond is left out, and said so, or the result is refused
 * @param maxTokens of the text of a tool's result, about; what is beyond is cut so that JSON stays JSON, and said so; 0 for no limit
 * @param select whether tools that hand on an upstream's answer take JSONPaths of what is wanted of it, as the argument {@code _select}
 */
public record ResultLimits(long maxBytes, long maxTokens, boolean select) {
    /** 8 MiB, any number of tokens, and no such argument. */
    public static final ResultLimits DEFAULT = new ResultLimits(8L * 1024 * 1024, 0, false);
}
