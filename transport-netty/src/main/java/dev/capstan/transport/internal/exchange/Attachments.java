package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.transport.AttributeKey;
import dev.capstan.transport.HttpResponseWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What filters attach to an exchange: values for others to find, fields of the reply to come, and memory. On the event loop. */
final class Attachments {
    private @Nullable IdentityHashMap<AttributeKey<?>, Object> attributes;
    private @Nullable List<CharSequence> responseFields;
    private @Nullable MemoryReservation memory;

    @SuppressWarnings("unchecked")
    <T> @Nullable T attribute(AttributeKey<T> key) {
        return attributes == null ? null : (T) attributes.get(key);
    }

    <T> void attribute(AttributeKey<T> key, @Nullable T value) {
        if (attributes == null) {
            attributes = new IdentityHashMap<>(4);
        }
        if (value == null) {
            attributes.remove(key);
        } else {
            attributes.put(key, value);
        }
    }

    void responseField(CharSequence name, CharSequence value) {
        ResponseHead.check(name, value);
        if (responseFields == null) {
            responseFields = new ArrayList<>(4);
        }
        responseFields.add(name);
        responseFields.add(value);
    }

    MemoryReservation memory(ClientConnection connection) {
        if (memory == null) {
            ServerContext server = connection.server();
            memory = new MemoryReservation(
                    server.memory(),
                    connection.eventLoop(),
                    server.configuration().timeouts().memory());
        }
        return memory;
    }

    /** The exchange has ended. */
    void release() {
        if (memory != null) {
            memory.release();
        }
    }

    /** Adds the fields to a reply that begins. */
    void addTo(HttpResponseWriter reply) {
        if (responseFields != null) {
            for (int i = 0; i < responseFields.size(); i += 2) {
                reply.header(responseFields.get(i), responseFields.get(i + 1));
            }
        }
    }
}
