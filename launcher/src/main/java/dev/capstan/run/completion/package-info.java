/** Scripts by which shells complete command lines, generated from the commands' own descriptions. */
@NullMarked
package dev.capstan.run.completion;

import org.jspecify.annotations.NullMarked;
