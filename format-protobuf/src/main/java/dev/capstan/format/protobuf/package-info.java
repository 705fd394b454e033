/** Protocol Buffers answers. */
@NullMarked
package dev.capstan.format.protobuf;

import org.jspecify.annotations.NullMarked;
