/** One request and its reply: reading its target, guarding it, its way through filters to a handler, and writing what comes back. */
@NullMarked
package dev.capstan.transport.internal.exchange;

import org.jspecify.annotations.NullMarked;
