package dev.capstan.engine.internal.run.step;

import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** What an upstream says of its own error, in a sentence; never HTML. */
final class UpstreamMessage {
    /** Longer bodies of errors are not read to find a message in them. */
    private static final long LONGEST_BODY = 64 * 1024;

    private static final int LONGEST_MESSAGE = 200;
    private static final List<String> MEMBERS = List.of("message", "error_description", "error", "detail", "title");

    private UpstreamMessage() {}

    /** Reads the body of an error response, which it takes over, and hands its message on; an empty one when there is none. */
    static PendingCall read(UpstreamResponse response, MemoryReservation memory, Consumer<String> listener) {
        String type = response.headers().get("content-type");
        Runnable cancel = BodyCollector.collect(
                response.body(), ByteBufAllocator.DEFAULT, LONGEST_BODY, memory, new BodyCollector.Listener() {
                    @Override
                    public void onCollected(ByteBuf bytes) {
                        String message;
                        try {
                            message = of(bytes, type);
                        } finally {
                            bytes.release();
                        }
                        listener.accept(message);
                    }

                    @Override
                    public void onTooLarge(long limit) {
                        listener.accept("");
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        listener.accept("");
                    }
                });
        return cancel::run;
    }

    private static String of(ByteBuf bytes, @Nullable String type) {
        JsonNode json = null;
        try {
            json = bytes.isReadable() ? Json.read(bytes) : null;
        } catch (StreamConstraintsException e) {
            return "";
        }
        if (json != null) {
            String message = member(json);
            return message == null ? "" : shortened(message);
        }
        String text = bytes.toString(StandardCharsets.UTF_8).strip();
        boolean isHtml = text.startsWith("<") || type != null && type.contains("html");
        return isHtml || text.indexOf('\uFFFD') >= 0 ? "" : shortened(text);
    }

    private static @Nullable String member(JsonNode json) {
        if (json.isString()) {
            return json.stringValue();
        }
        for (String name : MEMBERS) {
            JsonNode value = json.get(name);
            if (value != null && value.isObject()) {
                value = value.get("message");
            }
            if (value != null && value.isString() && !value.stringValue().isBlank()) {
                return value.stringValue();
            }
        }
        return null;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
