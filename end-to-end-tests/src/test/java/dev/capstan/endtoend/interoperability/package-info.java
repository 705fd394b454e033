/**
 * Peers that others wrote: the same assertions against containers, where there is Docker, and against what is installed
 * on this machine. Each skips with a stated reason where its peer is missing.
 */
@NullMarked
package dev.capstan.endtoend.interoperability;

import org.jspecify.annotations.NullMarked;
