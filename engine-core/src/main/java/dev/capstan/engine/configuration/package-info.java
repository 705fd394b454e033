/**
 * What an operator sets: timeouts, limits, pool sizes, trust, addresses. Values only; all have safe defaults.
 */
@NullMarked
package dev.capstan.engine.configuration;

import org.jspecify.annotations.NullMarked;
