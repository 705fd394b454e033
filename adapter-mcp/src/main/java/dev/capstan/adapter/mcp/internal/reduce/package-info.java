/** Makes results of tools smaller: to what a caller selects, and to what a model is to read at most. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.reduce;

import org.jspecify.annotations.NullMarked;
