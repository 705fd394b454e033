package dev.capstan.linter.report;

/**
 * What one rule finds in a run.
 *
 * @param rule the rule
 * @param findings how many findings it has
 * @param fixable how many of them can be corrected without asking their author
 */
public record RuleCount(String rule, int findings, int fixable) {}
