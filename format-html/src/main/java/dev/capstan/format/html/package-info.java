/** The tables of HTML answers. */
@NullMarked
package dev.capstan.format.html;

import org.jspecify.annotations.NullMarked;
