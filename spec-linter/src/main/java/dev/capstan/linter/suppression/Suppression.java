package dev.capstan.linter.suppression;

import dev.capstan.document.yaml.YamlComment;
import org.jspecify.annotations.Nullable;

/** A stretch of lines in which a rule, or every rule, is switched off. Remembers whether it was needed. */
final class Suppression {
    private final @Nullable String rule;
    private final YamlComment comment;
    private final int firstLine;
    private int lastLine;
    private boolean used;

    /**
     * A stretch.
     *
     * @param rule null for every rule
     * @param comment which switches it off
     */
    Suppression(@Nullable String rule, YamlComment comment, int firstLine, int lastLine) {
        this.rule = rule;
        this.comment = comment;
        this.firstLine = firstLine;
        this.lastLine = lastLine;
    }

    @Nullable
    String rule() {
        return rule;
    }

    YamlComment comment() {
        return comment;
    }

    void endAt(int line) {
        lastLine = line;
    }

    boolean isUsed() {
        return used;
    }

    boolean suppresses(String found, int line) {
        boolean suppresses = line >= firstLine && line <= lastLine && (rule == null || rule.equals(found));
        used |= suppresses;
        return suppresses;
    }
}
