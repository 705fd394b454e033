/** Skills and control ports, seen from outside. */
@NullMarked
package dev.capstan.endtoend.surfaces;

import org.jspecify.annotations.NullMarked;
