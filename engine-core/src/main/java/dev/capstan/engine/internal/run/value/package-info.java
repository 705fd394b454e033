/** Compiled expressions, and JSON as values. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.run.value;

import org.jspecify.annotations.NullMarked;
