/** What an agent sees of an MCP adapter, asked of the adapter itself. */
@NullMarked
package dev.capstan.run.inspect;

import org.jspecify.annotations.NullMarked;
