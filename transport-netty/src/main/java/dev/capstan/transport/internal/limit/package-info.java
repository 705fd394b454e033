/** How often callers may call. */
@NullMarked
package dev.capstan.transport.internal.limit;

import org.jspecify.annotations.NullMarked;
