/** The schemes that compare one secret: basic, bearer, apikey. */
@NullMarked
package dev.capstan.authentication.internal.scheme;

import org.jspecify.annotations.NullMarked;
