/**
 * What a schema cannot say: one small class for each rule, found through {@link dev.capstan.validator.rules.RuleSet}. A
 * rule looks at one document, keeps no state, and reports through the {@link dev.capstan.validator.rules.RuleReport} that
 * it is handed. What linking finds ({@link dev.capstan.spec.link}) is no rule here.
 */
@NullMarked
package dev.capstan.validator.rules;

import org.jspecify.annotations.NullMarked;
