/** One call: attempts at the upstream, and the policies that decide about each of them. */
@NullMarked
package dev.capstan.consumer.http.internal.call;

import org.jspecify.annotations.NullMarked;
