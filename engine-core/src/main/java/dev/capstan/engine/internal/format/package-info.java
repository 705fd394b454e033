/** The payload format that is built in. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.format;

import org.jspecify.annotations.NullMarked;
