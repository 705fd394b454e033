package dev.capstan.consumer.http;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** What is wrong with an answer's head or framing. */
final class AnswerProblems {
    private AnswerProblems() {}

    static String describe(@Nullable Throwable cause, NamespaceConfiguration configuration) {
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException) {
            return "the answer's head is longer than the limit of " + configuration.maxHeadBytes() + " bytes";
        }
        return cause instanceof PrematureChannelClosureException
                ? "the connection was closed in the middle of the answer"
                : "the answer is no valid HTTP/1.1";
    }

    static boolean isHttp1(HttpResponse response) {
        int status = response.status().code();
        return status >= 100
                && status < 600
                && response.protocolVersion().majorVersion() == 1
                && response.protocolVersion().protocolName().equals("HTTP");
    }

    /** Whether another answer can follow on the connection (RFC 9112, sections 6.3 and 9.3). */
    static boolean leavesConnectionOpen(HttpResponse response, boolean toHead) {
        int status = response.status().code();
        return HttpUtil.isKeepAlive(response)
                && (toHead
                        || status == 204
                        || status == 304
                        || HttpUtil.isTransferEncodingChunked(response)
                        || response.headers().contains(HttpHeaderNames.CONTENT_LENGTH));
    }

    /** The body's declared size, -1 when there is none. */
    static long contentLength(HttpResponse response) {
        return HttpUtil.isTransferEncodingChunked(response) ? -1 : HttpUtil.getContentLength(response, -1L);
    }
}
