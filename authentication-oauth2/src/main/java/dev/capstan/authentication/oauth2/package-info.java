/** Authentication of callers with the access tokens of an OAuth 2.1 authorization server. Found with {@link java.util.ServiceLoader}. */
@NullMarked
package dev.capstan.authentication.oauth2;

import org.jspecify.annotations.NullMarked;
