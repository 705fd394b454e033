package dev.capstan.engine.spi.consumer;

import dev.capstan.document.linked.InputLocation;
import dev.capstan.engine.spi.Secret;

/**
 * A parameter of an API as a whole that the document gives a value.
 *
 * @param location query, header or cookie
 * @param name as the document writes it
 * @param value with its variables resolved, which may be secrets
 */
public record FixedParameter(InputLocation location, String name, Secret value) {}
