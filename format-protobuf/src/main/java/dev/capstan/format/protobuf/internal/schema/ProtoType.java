package dev.capstan.format.protobuf.internal.schema;

/** The type of a field. */
public sealed interface ProtoType permits ScalarType, EnumType, MessageType {}
