package dev.capstan.engine.configuration;

/**
 * How large requests may be.
 *
 * @param maxHeadBytes request line and header fields together; more is 431, or 414 for the request line alone
 * @param maxHeaderFields more is 431
 * @param maxBodyBytes a request's body; more is 413
 */
public record RequestLimits(int maxHeadBytes, int maxHeaderFields, long maxBodyBytes) {
    /** 32 KiB heads with at most 256 fields, 10 MiB bodies. */
    public static final RequestLimits DEFAULT = new RequestLimits(32 * 1024, 256, 10L * 1024 * 1024);
}
