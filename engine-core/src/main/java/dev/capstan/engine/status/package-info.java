/**
 * What an engine says about its documents: what is served, what is dead and why.
 */
@NullMarked
package dev.capstan.engine.status;

import org.jspecify.annotations.NullMarked;
