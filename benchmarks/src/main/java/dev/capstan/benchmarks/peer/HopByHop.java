package dev.capstan.benchmarks.peer;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/** The fields that are for one connection only (RFC 9110, section 7.6.1). */
final class HopByHop {
    private static final AsciiString[] FIELDS = {
        AsciiString.cached("keep-alive"),
        AsciiString.cached("proxy-connection"),
        HttpHeaderNames.PROXY_AUTHENTICATE,
        HttpHeaderNames.PROXY_AUTHORIZATION,
        HttpHeaderNames.TE,
        HttpHeaderNames.TRAILER,
        HttpHeaderNames.UPGRADE
    };

    private HopByHop() {}

    /** Removes them, and those that the Connection fields name. */
    static void removeFrom(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONNECTION)) {
            for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
                for (String name : value.split(",", -1)) {
                    String field = name.trim();
                    if (!field.isEmpty() && !isFraming(field)) {
                        headers.remove(field);
                    }
                }
            }
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        for (AsciiString field : FIELDS) {
            headers.remove(field);
        }
    }

    private static boolean isFraming(String field) {
        return HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(field)
                || HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(field)
                || HttpHeaderNames.HOST.contentEqualsIgnoreCase(field);
    }
}
