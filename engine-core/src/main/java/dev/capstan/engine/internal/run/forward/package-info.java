/** Passing requests on as they are. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.run.forward;

import org.jspecify.annotations.NullMarked;
