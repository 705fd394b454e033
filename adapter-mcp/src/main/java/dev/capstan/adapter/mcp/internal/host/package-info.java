/** Runs the handlers of an application's own tools, resources and prompts. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.host;

import org.jspecify.annotations.NullMarked;
