/** From a request's token to its outcome. */
@NullMarked
package dev.capstan.authentication.oauth2.internal;

import org.jspecify.annotations.NullMarked;
