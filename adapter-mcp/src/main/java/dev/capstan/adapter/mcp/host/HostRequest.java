package dev.capstan.adapter.mcp.host;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request that a handler answers. For the handler's thread. */
public interface HostRequest {
    /** The arguments; an empty object for none. A prompt's are texts, and so are the values in a resource's URI. */
    ObjectNode arguments();

    /**
     * Whether the client said that it can do that, such as {@code sampling}. Clients of versions with a handshake say so elsewhere, and
     * are taken to be able to: what they cannot do fails.
     */
    boolean clientCan(String capability);

    /** Whether nobody waits for the answer any more. */
    boolean isCancelled();

    /**
     * Tells how far it is, if the client wants to know.
     *
     * @param progress more each time
     * @param total null when it is not known
     */
    void progress(double progress, @Nullable Double total, @Nullable String message);

    /** Tells the client what goes on, if it wants to know. */
    void log(LogLevel level, String message);

    /**
     * Asks the client. In versions with a handshake, waits for the answer. In later ones the handler ends here, with an exception that
     * it must let through, and is run anew once the client has answered: what it did before the first question, it does again.
     *
     * @param key what the answer is known by; the same each time
     * @throws InputUnavailableException when the client refuses, or does not answer
     */
    default JsonNode input(String key, InputRequest request) {
        JsonNode answer = inputs(Map.of(key, request)).get(key);
        if (answer == null) {
            throw new InputUnavailableException("the client did not answer");
        }
        return answer;
    }

    /** Asks several things at once, as {@link #input} does; the answers by their keys. */
    Map<String, JsonNode> inputs(Map<String, InputRequest> requests);
}
