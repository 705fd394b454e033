/** Parsing HTML within limits, and reading its tables. */
@NullMarked
package dev.capstan.format.html.internal;

import org.jspecify.annotations.NullMarked;
