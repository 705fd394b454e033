package dev.capstan.transport;

import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.failure.CallFailure.BodyTooLarge;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What is refused before anyone looks for a route. */
final class RequestGuard {
    /** Fields that are looked up by name cost more the more there are. */
    private static final int MOST_FIELDS = 256;

    private final ServerConfiguration configuration;
    private final HostCheck hosts;

    RequestGuard(ServerConfiguration configuration, HostCheck hosts) {
        this.configuration = configuration;
        this.hosts = hosts;
    }

    /** Why this request's extent cannot be trusted, so that its connection has to be closed; null when it can. */
    @Nullable
    Problem framing(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return undecodable(request.decoderResult().cause());
        }
        if (!request.protocolVersion().protocolName().equals("HTTP")
                || request.protocolVersion().majorVersion() != 1) {
            return Problem.of(505, "http-version-not-supported", "this server speaks HTTP/1.1");
        }
        HttpHeaders headers = request.headers();
        if (headers.size() > MOST_FIELDS) {
            return Problem.of(431, "too-many-fields", "the request has more than " + MOST_FIELDS + " header fields");
        }
        String transferEncoding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (transferEncoding != null) {
            if (isHttp10(request)
                    || headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                    || headers.getAll(HttpHeaderNames.TRANSFER_ENCODING).size() > 1) {
                return malformed("the request's length is ambiguous");
            }
            if (!transferEncoding.trim().equalsIgnoreCase("chunked")) {
                return Problem.of(501, "unknown-transfer-coding", "the only transfer coding taken here is chunked");
            }
        } else {
            return contentLength(headers);
        }
        return null;
    }

    private @Nullable Problem contentLength(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (length == null) {
            return null;
        }
        if (length.isEmpty() || headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() > 1) {
            return malformed("the request's length is ambiguous");
        }
        for (int i = 0; i < length.length(); i++) {
            if (length.charAt(i) < '0' || length.charAt(i) > '9') {
                return malformed("the request's Content-Length is not a number");
            }
        }
        return length.length() > 18 || Long.parseLong(length) > configuration.maxBodyBytes()
                ? tooLarge(configuration.maxBodyBytes())
                : null;
    }

    static Problem tooLarge(long limit) {
        return Problem.of(new BodyTooLarge(limit));
    }

    private static Problem undecodable(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(414, "uri-too-long", "the request line is too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.of(431, "head-too-large", "the request's header fields are too long");
        }
        return cause instanceof RequestDecoder.AmbiguousFraming
                ? malformed("the request's head is ambiguous: " + cause.getMessage())
                : malformed("the request is not well-formed HTTP/1.1");
    }

    private static Problem malformed(String detail) {
        return Problem.of(400, "malformed-request", detail);
    }

    /** Why nobody answers this request, whose extent is sound; null when somebody may. */
    @Nullable
    Problem addressing(HttpRequest request, @Nullable RequestTarget target) {
        if (target == null) {
            return malformed("the request's target is not a path, or has characters that have to be percent-encoded");
        }
        Iterator<? extends CharSequence> named = request.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
        String first = named.hasNext() ? named.next().toString() : null;
        if (named.hasNext() || (first == null && !isHttp10(request))) {
            return malformed("the request has to name its host in exactly one Host field");
        }
        String host = target.authority() != null ? target.authority() : first;
        if (host != null && !hosts.accepts(host)) {
            return Problem.of(
                    421,
                    "unknown-host",
                    "the request names a host that this listener does not serve; the operator can add it to the allowed hosts");
        }
        boolean expects = !isHttp10(request) && request.headers().contains(HttpHeaderNames.EXPECT);
        if (expects
                && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(
                        request.headers().get(HttpHeaderNames.EXPECT))) {
            return Problem.of(417, "unknown-expectation", "the request expects what is unknown here");
        }
        return null;
    }

    static boolean isHttp10(HttpRequest request) {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    /** The extent of a sound request's body; -1 for one that is chunked. */
    static long bodyLength(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return -1;
        }
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
