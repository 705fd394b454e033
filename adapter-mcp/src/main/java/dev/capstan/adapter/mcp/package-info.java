/**
 * Exposes the tools, resources and prompts of a document to models by the Model Context Protocol, in all its versions, over HTTP. Reading
 * JSON-RPC messages, answering their methods, and writing replies belong here; what a tool does is the engine's. What is below
 * {@code internal} is reached through the SPI only.
 */
@NullMarked
package dev.capstan.adapter.mcp;

import org.jspecify.annotations.NullMarked;
