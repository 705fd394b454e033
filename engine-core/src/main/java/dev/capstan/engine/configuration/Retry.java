package dev.capstan.engine.configuration;

/**
 * Sending a request again. Made by {@link NamespaceConfigurationBuilder}, so that further settings break nobody.
 *
 * @param maxRetries after the first attempt; 0 turns retries off
 */
public record Retry(int maxRetries) {
    static final Retry DEFAULT = new Retry(2);
}
