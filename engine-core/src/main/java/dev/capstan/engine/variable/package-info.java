/**
 * Where the values of variables come from that documents leave to their host.
 */
@NullMarked
package dev.capstan.engine.variable;

import org.jspecify.annotations.NullMarked;
