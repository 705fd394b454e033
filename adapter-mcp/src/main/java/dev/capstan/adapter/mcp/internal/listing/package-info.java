/** Lists of what a server has, page by page. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.listing;

import org.jspecify.annotations.NullMarked;
