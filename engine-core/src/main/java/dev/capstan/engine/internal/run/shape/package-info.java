/** From decoded responses to replies. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.run.shape;

import org.jspecify.annotations.NullMarked;
