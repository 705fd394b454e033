/** Tokens that are signed JWTs (RFC 9068), and the keys that verify them. */
@NullMarked
package dev.capstan.authentication.oauth2.internal.jwt;

import org.jspecify.annotations.NullMarked;
