/**
 * Text by lines and UTF-16 code units, as editors count.
 */
@NullMarked
package dev.capstan.languageserver.internal.text;

import org.jspecify.annotations.NullMarked;
