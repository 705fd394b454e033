/** Loading documents anew while they are served. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.reload;

import org.jspecify.annotations.NullMarked;
