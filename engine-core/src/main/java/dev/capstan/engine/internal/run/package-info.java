/** Running plans. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.run;

import org.jspecify.annotations.NullMarked;
