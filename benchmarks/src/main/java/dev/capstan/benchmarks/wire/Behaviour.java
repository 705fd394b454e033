package dev.capstan.benchmarks.wire;

/** What an upstream does with requests. Invoked on the connection's event loop; must not block. */
@FunctionalInterface
public interface Behaviour {
    /** Invoked once the head of a request has come, before its body. Does nothing unless overridden. */
    default void onHead(UpstreamRequest request, UpstreamConnection connection) {}

    /** Invoked once all of a request has come. */
    void onRequest(UpstreamRequest request, UpstreamConnection connection);

    /** Answers every request with {@link Answers#item} of its path's last segment. */
    static Behaviour normal() {
        return (request, connection) -> connection.send(Answers.item(request.lastSegment()));
    }

    /** Never answers. */
    static Behaviour silent() {
        return (request, connection) -> {};
    }
}
