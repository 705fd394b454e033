/** What answers of other formats become. */
@NullMarked
package dev.capstan.endtoend.format;

import org.jspecify.annotations.NullMarked;
