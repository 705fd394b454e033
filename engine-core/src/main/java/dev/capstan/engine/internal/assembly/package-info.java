/** Putting an engine together from loaded documents and providers. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.assembly;

import org.jspecify.annotations.NullMarked;
