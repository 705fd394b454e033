/** What travels with a call from the surface that accepted it to the upstreams that it leads to. */
@NullMarked
package dev.capstan.engine.call;

import org.jspecify.annotations.NullMarked;
