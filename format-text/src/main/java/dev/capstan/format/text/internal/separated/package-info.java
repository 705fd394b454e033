/** Rows of cells with a separator. */
@NullMarked
package dev.capstan.format.text.internal.separated;

import org.jspecify.annotations.NullMarked;
