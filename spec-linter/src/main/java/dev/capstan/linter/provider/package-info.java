/** What the interfaces of model providers take of the tools that an MCP server lists. */
@NullMarked
package dev.capstan.linter.provider;

import org.jspecify.annotations.NullMarked;
