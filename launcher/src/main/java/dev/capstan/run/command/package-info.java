/** The commands, and what finds, reads and runs them. */
@NullMarked
package dev.capstan.run.command;

import org.jspecify.annotations.NullMarked;
