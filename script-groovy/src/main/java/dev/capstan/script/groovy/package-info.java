/** Scripts in Groovy, which can do all that the process can. */
@NullMarked
package dev.capstan.script.groovy;

import org.jspecify.annotations.NullMarked;
