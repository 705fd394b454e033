/** Documents that are read anew while they are served, seen from outside. */
@NullMarked
package dev.capstan.endtoend.reload;

import org.jspecify.annotations.NullMarked;
