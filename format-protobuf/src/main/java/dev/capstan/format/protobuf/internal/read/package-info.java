/** Reading messages from their wire format. */
@NullMarked
package dev.capstan.format.protobuf.internal.read;

import org.jspecify.annotations.NullMarked;
