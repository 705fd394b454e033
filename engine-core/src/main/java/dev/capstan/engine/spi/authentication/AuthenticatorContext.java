package dev.capstan.engine.spi.authentication;

import dev.capstan.engine.spi.EngineContext;

/**
 * What an authenticator is made from.
 *
 * @param adapter the adapter's name, for realms and messages
 * @param settings what the document says, with its variables put in
 * @param engine what the engine's parts share
 */
public record AuthenticatorContext(String adapter, InboundAuthentication settings, EngineContext engine) {}
