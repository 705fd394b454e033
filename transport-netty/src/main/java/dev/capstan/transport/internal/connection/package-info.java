/** Listeners and their connections: reading requests one after the other, back-pressure, timeouts, memory, and how it all ends. */
@NullMarked
package dev.capstan.transport.internal.connection;

import org.jspecify.annotations.NullMarked;
