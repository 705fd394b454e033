/** The server of one adapter, put together, and its places. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.server;

import org.jspecify.annotations.NullMarked;
