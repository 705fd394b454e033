/** The command line: words, options and exit codes around an engine that others wrote. */
@NullMarked
package dev.capstan.run;

import org.jspecify.annotations.NullMarked;
