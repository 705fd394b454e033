/** Scripts in JavaScript. */
@NullMarked
package dev.capstan.script.javascript;

import org.jspecify.annotations.NullMarked;
