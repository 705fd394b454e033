/**
 * Where commands write.
 */
@NullMarked
package dev.capstan.run.console;

import org.jspecify.annotations.NullMarked;
