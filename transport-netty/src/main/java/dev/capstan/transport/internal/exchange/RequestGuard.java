package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.configuration.RequestLimits;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.framing.BodyLength;
import dev.capstan.http.framing.MalformedMessageException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What is refused before anyone looks for a route. */
public final class RequestGuard {
    private final RequestLimits limits;
    private final HostCheck hosts;

    /** A guard of one listener. */
    public RequestGuard(RequestLimits limits, HostCheck hosts) {
        this.limits = limits;
        this.hosts = hosts;
    }

    /**
     * Why this request's extent cannot be trusted, so that its connection has to be closed; null when it can.
     *
     * @param bodyLength of {@link BodyLength}
     */
    @Nullable
    Problem framing(HttpRequest request, long bodyLength) {
        if (request.decoderResult().isFailure()) {
            return undecodable(request.decoderResult().cause());
        }
        HttpVersion version = request.protocolVersion();
        if (!version.protocolName().equals("HTTP") || version.majorVersion() != 1) {
            return Problem.of(505, "http-version-not-supported", "this server speaks HTTP/1.1");
        }
        if (bodyLength >= 0) {
            return bodyLength > limits.maxBodyBytes() ? tooLarge(limits.maxBodyBytes()) : null;
        }
        if (bodyLength == BodyLength.UNSAID) {
            return null;
        }
        if (bodyLength == BodyLength.MALFORMED) {
            return malformed("the request's Content-Length is not a number");
        }
        if (bodyLength == BodyLength.UNKNOWN_CODING) {
            return Problem.of(501, "unknown-transfer-coding", "the only transfer coding taken here is chunked");
        }
        return bodyLength == BodyLength.AMBIGUOUS || isHttp10(request)
                ? malformed("the request's length is ambiguous")
                : null;
    }

    static Problem tooLarge(long limit) {
        return Problem.of(new CallFailure.BodyTooLarge(limit));
    }

    private static Problem undecodable(@Nullable Throwable cause) {
        if (!(cause instanceof MalformedMessageException malformed)) {
            return malformed("the request is not well-formed HTTP/1.1");
        }
        return switch (malformed.reason()) {
            case LINE_TOO_LONG -> Problem.of(414, "uri-too-long", malformed.detail());
            case HEAD_TOO_LARGE -> Problem.of(431, "head-too-large", malformed.detail());
            case TOO_MANY_FIELDS -> Problem.of(431, "too-many-fields", malformed.detail());
            case SYNTAX -> malformed(malformed.detail());
        };
    }

    private static Problem malformed(String detail) {
        return Problem.of(400, "malformed-request", detail);
    }

    /** Why nobody answers this request, whose extent is sound; null when somebody may. */
    @Nullable
    Problem addressing(HttpRequest request, @Nullable RequestUri uri) {
        if (uri == null) {
            return malformed("the request's target is not a path, or has characters that have to be percent-encoded");
        }
        HttpHeaders headers = request.headers();
        Iterator<? extends CharSequence> named = headers.valueCharSequenceIterator(HttpHeaderNames.HOST);
        String first = named.hasNext() ? named.next().toString() : null;
        if (named.hasNext() || (first == null && !isHttp10(request))) {
            return malformed("the request has to name its host in exactly one Host field");
        }
        String host = uri.authority() != null ? uri.authority() : first;
        if (host != null && !hosts.accepts(host)) {
            return Problem.of(
                    421,
                    "unknown-host",
                    "the request names a host that this listener does not serve; the operator can add it to the allowed hosts");
        }
        String expectation = isHttp10(request) ? null : headers.get(HttpHeaderNames.EXPECT);
        if (expectation != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
            return Problem.of(417, "unknown-expectation", "the request expects what is unknown here");
        }
        return null;
    }

    static boolean isHttp10(HttpRequest request) {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }
}
