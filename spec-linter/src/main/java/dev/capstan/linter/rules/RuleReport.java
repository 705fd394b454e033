package dev.capstan.linter.rules;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Takes what a rule finds. */
public interface RuleReport {
    /**
     * Reports a finding.
     *
     * @param at what it is about
     * @param message what is wrong and what to write instead
     * @param suggestion the text to write instead of the node, where one is known
     */
    void found(YamlNode at, String message, @Nullable String suggestion);

    /**
     * Reports that a key is missing which should be there, or has no content. Where the mapping holds an odd key instead,
     * or the key's value is ill-typed, that is already told.
     *
     * @param owner the mapping that lacks the key
     * @param key the key
     * @param at what to point at
     * @param message what is missing and why it should be there
     */
    void absent(YamlMapping owner, String key, YamlNode at, String message);

    /** Reports a finding without a text to write instead. */
    default void found(YamlNode at, String message) {
        found(at, message, null);
    }
}
