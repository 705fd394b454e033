/**
 * How callers prove who they are: one {@link dev.capstan.engine.spi.authentication.AuthenticatorProvider} for each scheme of
 * an adapter's {@code authentication}, found with {@link java.util.ServiceLoader}.
 */
@NullMarked
package dev.capstan.engine.spi.authentication;

import org.jspecify.annotations.NullMarked;
