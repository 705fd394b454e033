/** Scripts in Python. */
@NullMarked
package dev.capstan.script.python;

import org.jspecify.annotations.NullMarked;
