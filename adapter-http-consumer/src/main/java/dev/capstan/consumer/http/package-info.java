/**
 * Calls upstreams over HTTP/1.1: composing requests from precompiled parts, connections pooled by event loop and origin,
 * and everything between the two that a client owes a server. Found by the engine through {@code ConsumerProvider}.
 */
@NullMarked
package dev.capstan.consumer.http;

import org.jspecify.annotations.NullMarked;
