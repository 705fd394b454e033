/** The types that .proto files declare. */
@NullMarked
package dev.capstan.format.protobuf.internal.schema;

import org.jspecify.annotations.NullMarked;
