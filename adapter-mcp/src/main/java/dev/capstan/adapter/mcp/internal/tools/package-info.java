/** Tools: their names, schemas and annotations, and their calls. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.tools;

import org.jspecify.annotations.NullMarked;
