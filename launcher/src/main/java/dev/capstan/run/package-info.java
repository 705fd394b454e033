/** The command line: commands, options, texts and exit codes around the engine. */
@NullMarked
package dev.capstan.run;

import org.jspecify.annotations.NullMarked;
