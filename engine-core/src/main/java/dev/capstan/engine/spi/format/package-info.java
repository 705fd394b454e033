/**
 * How the answers of upstreams are decoded: one {@link dev.capstan.engine.spi.format.PayloadFormat} for each
 * {@code outputRawFormat}, found with {@link java.util.ServiceLoader}.
 */
@NullMarked
package dev.capstan.engine.spi.format;

import org.jspecify.annotations.NullMarked;
