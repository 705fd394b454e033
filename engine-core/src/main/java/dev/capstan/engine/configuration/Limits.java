package dev.capstan.engine.configuration;

/**
 * Sizes in bytes. Made by {@link NamespaceConfigurationBuilder}, so that further settings break nobody.
 *
 * @param maxRequestBytes of a request's body
 * @param maxBufferedBytes of a response that has to be read as a whole
 * @param maxHeadBytes of a response's head
 * @param maxDecodedBytes of a response's body whose content coding the engine undoes, once it is undone
 * @param gatheredBytes up to which a request's body is gathered before a connection is taken for it; what is longer is sent as it
 *     comes
 */
public record Limits(
        long maxRequestBytes, long maxBufferedBytes, int maxHeadBytes, long maxDecodedBytes, int gatheredBytes) {
    static final Limits DEFAULT =
            new Limits(10L * 1024 * 1024, 10L * 1024 * 1024, 64 * 1024, 64L * 1024 * 1024, 64 * 1024);
}
