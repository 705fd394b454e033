package dev.capstan.consumer.http.internal.decoding;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a response's head or framing. */
public final class ResponseValidation {
    private ResponseValidation() {}

    /**
     * Why a response could not be decoded, for people.
     *
     * @param maxHeadBytes the limit that the decoder was given
     */
    public static String describe(@Nullable Throwable cause, int maxHeadBytes) {
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException) {
            return "the response's head is longer than the limit of " + maxHeadBytes + " bytes";
        }
        return cause instanceof PrematureChannelClosureException
                ? "the connection was closed in the middle of the response"
                : "the response is not valid HTTP/1.1";
    }

    /** Why a decoded head is refused, for people; null when it is not. */
    public static @Nullable String problem(HttpResponse response) {
        int status = response.status().code();
        if (status < 100
                || status > 599
                || status == 101
                || response.protocolVersion().majorVersion() != 1
                || !response.protocolVersion().protocolName().equals("HTTP")) {
            return "the response is not valid HTTP/1.1";
        }
        if (!response.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return null;
        }
        List<String> codings = response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        // Any other coding would reach the caller undone, or end where the upstream does not mean it to (RFC 9112,
        // section 6.1).
        return codings.size() == 1
                        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0))
                        && response.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0
                ? null
                : "the response has a transfer coding other than chunked";
    }

    /** Whether another response can follow on the connection (RFC 9112, sections 6.3 and 9.3). */
    public static boolean leavesConnectionOpen(HttpResponse response, boolean toHead) {
        int status = response.status().code();
        return HttpUtil.isKeepAlive(response)
                && (toHead
                        || status == 204
                        || status == 304
                        || HttpUtil.isTransferEncodingChunked(response)
                        || response.headers().contains(HttpHeaderNames.CONTENT_LENGTH));
    }

    /** The body's declared size, -1 when there is none. */
    public static long contentLength(HttpResponse response) {
        return HttpUtil.isTransferEncodingChunked(response) ? -1 : HttpUtil.getContentLength(response, -1L);
    }
}
