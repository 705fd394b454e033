/** Prompts: their arguments and their messages. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.prompts;

import org.jspecify.annotations.NullMarked;
