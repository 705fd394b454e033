package dev.capstan.adapter.rest;

import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.transport.HttpResponseWriter;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.function.BiConsumer;

/** Copies those header fields of an upstream's answer that mean the same to our client. */
final class PassedFields implements BiConsumer<CharSequence, CharSequence> {
    private static final List<String> NAMES = List.of(
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-range",
            "content-type",
            "deprecation",
            "etag",
            "expires",
            "last-modified",
            "link",
            "location",
            "retry-after",
            "sunset",
            "vary");
    /** Their authors agree on no more than how these begin. */
    private static final List<String> RATE_LIMITS = List.of("ratelimit", "x-ratelimit", "x-rate-limit");

    private final HttpResponseWriter writer;

    private PassedFields(HttpResponseWriter writer) {
        this.writer = writer;
    }

    static void copy(HeaderFields from, HttpResponseWriter to) {
        from.forEach(new PassedFields(to));
    }

    @Override
    public void accept(CharSequence name, CharSequence value) {
        if (isPassed(name)) {
            writer.header(name, value);
        }
    }

    private static boolean isPassed(CharSequence name) {
        for (String passed : NAMES) {
            if (passed.length() == name.length() && AsciiString.contentEqualsIgnoreCase(passed, name)) {
                return true;
            }
        }
        for (String start : RATE_LIMITS) {
            if (AsciiString.regionMatches(name, true, 0, start, 0, start.length())) {
                return true;
            }
        }
        return false;
    }
}
