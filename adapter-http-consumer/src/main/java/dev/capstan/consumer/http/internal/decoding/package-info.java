/** Reading responses, and the framing that is refused. */
@NullMarked
package dev.capstan.consumer.http.internal.decoding;

import org.jspecify.annotations.NullMarked;
