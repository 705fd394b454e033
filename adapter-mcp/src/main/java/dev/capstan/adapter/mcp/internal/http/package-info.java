/** The protocol over HTTP: requests, replies and event streams. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.http;

import org.jspecify.annotations.NullMarked;
