/** The protocol over the standard streams of a process: one message in each line. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.stdio;

import org.jspecify.annotations.NullMarked;
