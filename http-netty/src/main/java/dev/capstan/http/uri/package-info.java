/** Percent-encoding and decoding (RFC 3986). */
@NullMarked
package dev.capstan.http.uri;

import org.jspecify.annotations.NullMarked;
