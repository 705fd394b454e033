/** Where HTTP/1.1 messages begin and end (RFC 9112), read so that no two readers can understand it differently. */
@NullMarked
package dev.capstan.http.framing;

import org.jspecify.annotations.NullMarked;
