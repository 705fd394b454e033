package dev.capstan.linter.rules;

/**
 * What can be set of rules.
 *
 * @param strict whether the document is to be judged as the official format does, without the catalogue's leniencies
 * @param toolListTokens the most tokens that the tools of one MCP server should cost a model
 */
public record RuleSettings(boolean strict, int toolListTokens) {
    /** Lenient; 25,000 tokens, an eighth of a common context window. */
    public static final RuleSettings DEFAULT = new RuleSettings(false, 25_000);

    /** These settings with that strictness. */
    public RuleSettings withStrict(boolean strict) {
        return new RuleSettings(strict, toolListTokens);
    }
}
