/**
 * For tests: an upstream that records what it gets and answers what it is told, engines served on free ports, and the check
 * that no buffer leaks.
 */
@NullMarked
package dev.capstan.testkit;

import org.jspecify.annotations.NullMarked;
