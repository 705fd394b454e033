/** Streams that stay open: who listens, and how they end. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.streams;

import org.jspecify.annotations.NullMarked;
