/** A host application that runs a capability document inside its own process. */
@NullMarked
package dev.capstan.samples.embedding;

import org.jspecify.annotations.NullMarked;
