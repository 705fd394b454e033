/** Connections to upstreams: resolving, opening, pooling, and one exchange after the other. */
@NullMarked
package dev.capstan.consumer.http.internal.connection;

import org.jspecify.annotations.NullMarked;
