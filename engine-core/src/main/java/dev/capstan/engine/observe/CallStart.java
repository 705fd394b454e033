package dev.capstan.engine.observe;

import dev.capstan.engine.exchange.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a call.
 *
 * @param file the document's name as the host gave it
 * @param adapter the adapter's namespace; for a consumed operation that the host calls directly, that of its API
 * @param adapterType {@code rest}, {@code mcp}…; {@code consumes} for a consumed operation that the host calls directly
 * @param unit the unit's name
 * @param principal who calls; null when nobody had to say
 * @param requestId the request's identifier; null when it has none
 * @param traceParent the caller's {@code traceparent} (W3C Trace Context); null when it sent none
 * @param traceState the caller's {@code tracestate}; null when it sent none
 */
public record CallStart(
        String file,
        String adapter,
        String adapterType,
        String unit,
        @Nullable Principal principal,
        @Nullable String requestId,
        @Nullable String traceParent,
        @Nullable String traceState) {}
