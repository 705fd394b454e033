package dev.capstan.linter.custom;

import dev.capstan.document.syntax.StepBudget;
import dev.capstan.document.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** What a selected value must satisfy. Stateless and safe for any thread. */
interface CustomFunction {
    /**
     * Checks a value.
     *
     * @param value null when the selected node has no such field
     * @param budget what comparing with regular expressions may still cost
     * @throws dev.capstan.document.syntax.BoundedPattern.TooCostlyException when comparing takes too long
     * @return what is wrong, to be put behind the value's name; null when nothing is
     */
    @Nullable
    String check(@Nullable YamlNode value, StepBudget budget);
}
