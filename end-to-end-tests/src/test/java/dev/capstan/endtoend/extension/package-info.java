/** The built-in providers keep to the contracts of the extension interfaces. */
@NullMarked
package dev.capstan.endtoend.extension;

import org.jspecify.annotations.NullMarked;
