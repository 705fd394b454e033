package dev.capstan.transport;

import org.jspecify.annotations.Nullable;

/**
 * What an adapter asks to be served on, before the operator's overrides.
 *
 * @param address host name or IP address; null for the loopback
 * @param port 1 to 65535
 */
public record ListenerRequest(@Nullable String address, int port) {}
