/** What tools and resources answer with: kinds of content, and the words for what went wrong. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.content;

import org.jspecify.annotations.NullMarked;
