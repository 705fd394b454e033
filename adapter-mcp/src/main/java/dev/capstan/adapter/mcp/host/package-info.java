/**
 * MCP servers made in Java: an application describes its own tools, resources and prompts, and what runs them;
 * {@link dev.capstan.adapter.mcp.ServedApplication} serves them in every version of the protocol, without a document. Handlers run on
 * threads of their own and may block.
 */
@NullMarked
package dev.capstan.adapter.mcp.host;

import org.jspecify.annotations.NullMarked;
