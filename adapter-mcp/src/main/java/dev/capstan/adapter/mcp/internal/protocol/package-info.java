/**
 * JSON-RPC messages and the versions of the protocol: what is read, what each version asks for, and where answers go. Knows no
 * transport and no method. Internal: no host may use it.
 */
@NullMarked
package dev.capstan.adapter.mcp.internal.protocol;

import org.jspecify.annotations.NullMarked;
