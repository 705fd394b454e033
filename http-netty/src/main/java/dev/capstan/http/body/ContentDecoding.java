package dev.capstan.http.body;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailure;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Undoes content codings (RFC 9110, section 8.4). */
public final class ContentDecoding {
    private ContentDecoding() {}

    /**
     * The decoded body, and the head's fields made to fit it.
     *
     * @param headers changed to describe the decoded body
     * @param body taken over, unless null is returned
     * @param limit the most bytes that the decoded body may have; more fails it
     * @param failures makes a failure of what is wrong with the encoded bytes
     * @return null when the coding is not known; the body is then left alone
     */
    public static @Nullable Body decode(
            HttpHeaders headers, Body body, EventLoop eventLoop, long limit, Function<String, CallFailure> failures) {
        List<String> codings = headers.getAll(HttpHeaderNames.CONTENT_ENCODING);
        String coding = String.join(",", codings).trim().toLowerCase(Locale.ROOT);
        if (body instanceof Body.Empty || coding.equals("identity") || coding.isEmpty()) {
            return body;
        }
        ZlibWrapper wrapper = switch (coding) {
            case "gzip", "x-gzip" -> ZlibWrapper.GZIP;
            case "deflate" -> ZlibWrapper.ZLIB_OR_NONE;
            default -> null;
        };
        if (wrapper == null) {
            return null;
        }
        headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        return new Body.Stream(-1, new InflatingBody(body, wrapper, eventLoop, limit, failures));
    }
}
