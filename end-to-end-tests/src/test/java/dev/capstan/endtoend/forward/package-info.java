/** How requests are passed on. */
@NullMarked
package dev.capstan.endtoend.forward;

import org.jspecify.annotations.NullMarked;
