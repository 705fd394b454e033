/** Reading documents anew while they are served: when, and what is told of it. */
@NullMarked
package dev.capstan.run.reload;

import org.jspecify.annotations.NullMarked;
