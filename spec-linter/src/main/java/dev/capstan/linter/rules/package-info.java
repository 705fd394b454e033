/**
 * What a schema cannot say: one small class for each rule, found through {@link dev.capstan.linter.rules.RuleSet}. A
 * rule looks at one document, keeps no state, and reports through the {@link dev.capstan.linter.rules.RuleReport} that
 * it is handed. What linking finds ({@link dev.capstan.document.link}) is not a rule here.
 */
@NullMarked
package dev.capstan.linter.rules;

import org.jspecify.annotations.NullMarked;
