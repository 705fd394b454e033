/** Digest authentication (RFC 7616), as the server: challenges, the nonces in them, and judging answers. */
@NullMarked
package dev.capstan.authentication.internal.digest;

import org.jspecify.annotations.NullMarked;
