package dev.capstan.engine.spi.authentication;

/**
 * A JSON document that is served to anyone.
 *
 * @param path absolute, such as {@code /.well-known/oauth-protected-resource/mcp}
 * @param json its text
 */
public record PublicDocument(String path, String json) {}
