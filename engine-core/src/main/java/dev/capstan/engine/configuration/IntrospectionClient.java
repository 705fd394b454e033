package dev.capstan.engine.configuration;

/**
 * With what an adapter asks its authorization server about tokens (RFC 7662).
 *
 * @param id the client's identifier
 * @param secret the client's secret
 */
public record IntrospectionClient(String id, String secret) {
    /** Masks the secret. */
    @Override
    public String toString() {
        return "IntrospectionClient[id=" + id + ", secret=***]";
    }
}
