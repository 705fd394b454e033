/**
 * Rules that a house writes for itself, without Java: a JSONPath that selects nodes and a function that each of them must
 * satisfy, as Spectral's users know them. They are {@link dev.capstan.validator.rules.Rule}s like any other.
 */
@NullMarked
package dev.capstan.validator.house;

import org.jspecify.annotations.NullMarked;
