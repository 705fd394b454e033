/** Telling observers what happens. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.observe;

import org.jspecify.annotations.NullMarked;
