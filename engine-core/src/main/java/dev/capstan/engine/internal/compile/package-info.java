/** From linked documents to plans: expressions become values, output shapes become shapers. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.compile;

import org.jspecify.annotations.NullMarked;
