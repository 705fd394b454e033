/**
 * Custom rules, which a team writes without Java: a JSONPath that selects nodes and a function that each of them must
 * satisfy, as Spectral's users know them. They are {@link dev.capstan.linter.rules.Rule}s like any other.
 */
@NullMarked
package dev.capstan.linter.custom;

import org.jspecify.annotations.NullMarked;
