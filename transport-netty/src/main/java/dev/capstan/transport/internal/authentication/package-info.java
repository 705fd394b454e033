/** Credentials of callers: the way from a request to an {@link dev.capstan.engine.spi.authentication.Authenticator} and back. */
@NullMarked
package dev.capstan.transport.internal.authentication;

import org.jspecify.annotations.NullMarked;
