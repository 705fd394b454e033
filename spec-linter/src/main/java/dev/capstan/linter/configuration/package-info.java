/**
 * What a team configures: which files are linted, by which rules, and how much each finding matters.
 */
@NullMarked
package dev.capstan.linter.configuration;

import org.jspecify.annotations.NullMarked;
