/** Options that several commands have, and how a command refuses what was asked. */
@NullMarked
package dev.capstan.run.option;

import org.jspecify.annotations.NullMarked;
