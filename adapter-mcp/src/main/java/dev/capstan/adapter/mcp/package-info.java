/**
 * Exposes the tools of a document to models by the Model Context Protocol, over its Streamable HTTP transport and without
 * sessions. Reading JSON-RPC messages, answering their methods, and writing replies belong here; what a tool does is the
 * engine's. Only the provider is public: everything else is reached through the SPI.
 */
@NullMarked
package dev.capstan.adapter.mcp;

import org.jspecify.annotations.NullMarked;
