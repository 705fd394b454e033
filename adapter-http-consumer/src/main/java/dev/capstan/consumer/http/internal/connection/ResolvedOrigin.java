package dev.capstan.consumer.http.internal.connection;

import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to connect to an origin.
 *
 * @param addresses at least one, in the order to try them
 * @param tls null without TLS
 */
record ResolvedOrigin(List<InetAddress> addresses, @Nullable SslContext tls) {}
