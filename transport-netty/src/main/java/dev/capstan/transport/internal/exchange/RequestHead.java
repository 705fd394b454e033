package dev.capstan.transport.internal.exchange;

import dev.capstan.http.head.NettyHeaderFields;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** The head of a request as its exchange sees it. On the event loop. */
final class RequestHead {
    private static final RequestUri UNKNOWN = new RequestUri("/", null, null);

    private final HttpRequest request;
    private final String path;
    private final NettyHeaderFields headers;
    private @Nullable String rawQuery;
    private @Nullable DecodedQuery query;

    /** {@code uri} is null when it could not be read. */
    RequestHead(HttpRequest request, @Nullable RequestUri uri) {
        RequestUri known = uri == null ? UNKNOWN : uri;
        this.request = request;
        this.path = known.path();
        this.rawQuery = known.query();
        this.headers = new NettyHeaderFields(request.headers());
    }

    String method() {
        return request.method().name();
    }

    String path() {
        return path;
    }

    @Nullable
    String rawQuery() {
        return rawQuery;
    }

    DecodedQuery query() {
        if (query == null) {
            query = DecodedQuery.of(rawQuery);
        }
        return query;
    }

    @Nullable
    String takeQueryParameter(String name) {
        TakenParameter taken = rawQuery == null ? null : TakenParameter.of(rawQuery, name);
        if (taken == null) {
            return null;
        }
        rawQuery = taken.rest();
        query = null;
        return taken.value();
    }

    NettyHeaderFields headers() {
        return headers;
    }

    boolean isHttp10() {
        return RequestGuard.isHttp10(request);
    }

    /** Whether the client waits for word before it sends the body. */
    boolean expectsContinue() {
        return !isHttp10() && request.headers().contains(HttpHeaderNames.EXPECT);
    }

    /** Whether the client wants to send more requests (RFC 9112, section 9.3). */
    boolean keepsAlive() {
        return isHttp10() ? says(HttpHeaderValues.KEEP_ALIVE) : !says(HttpHeaderValues.CLOSE);
    }

    private boolean says(CharSequence option) {
        return request.headers().containsValue(HttpHeaderNames.CONNECTION, option, true);
    }
}
