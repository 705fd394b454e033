/** Tokens that only the authorization server can judge (RFC 7662). */
@NullMarked
package dev.capstan.authentication.oauth2.internal.introspection;

import org.jspecify.annotations.NullMarked;
