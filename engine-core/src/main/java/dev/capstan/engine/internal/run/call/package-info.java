/** Calling one operation: its request, and its response as a value. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.run.call;

import org.jspecify.annotations.NullMarked;
