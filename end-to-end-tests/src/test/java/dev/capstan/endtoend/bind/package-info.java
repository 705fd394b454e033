/** Where the values of variables come from. */
@NullMarked
package dev.capstan.endtoend.bind;

import org.jspecify.annotations.NullMarked;
