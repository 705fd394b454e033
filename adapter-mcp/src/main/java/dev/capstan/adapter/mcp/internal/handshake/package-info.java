/** How a client and a server begin. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.handshake;

import org.jspecify.annotations.NullMarked;
