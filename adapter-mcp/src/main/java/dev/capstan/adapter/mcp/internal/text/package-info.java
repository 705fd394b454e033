/** Bytes as parts of JSON texts: escaped text and base64, as they pass. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.text;

import org.jspecify.annotations.NullMarked;
