/** What becomes an argument, and what does not. */
@NullMarked
package dev.capstan.endtoend.argument;

import org.jspecify.annotations.NullMarked;
