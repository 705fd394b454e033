/**
 * What a host application uses: build an {@link dev.capstan.engine.Engine} from documents, start its listeners, or call
 * its units in-process.
 */
@NullMarked
package dev.capstan.engine;

import org.jspecify.annotations.NullMarked;
