/** Logging of the command line, configured in code: reading a configuration file costs more time than a whole start. */
@NullMarked
package dev.capstan.run.logging;

import org.jspecify.annotations.NullMarked;
