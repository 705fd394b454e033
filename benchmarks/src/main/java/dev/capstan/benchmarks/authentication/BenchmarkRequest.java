package dev.capstan.benchmarks.authentication;

import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.spi.authentication.InboundRequest;
import dev.capstan.http.head.NettyHeaderFields;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** A GET request with the fields that a client sends every day, decoded by Netty. */
record BenchmarkRequest(EventLoop eventLoop, HeaderFields headers) implements InboundRequest {
    static final String TARGET = "/services/42?page=2";

    static BenchmarkRequest with(EventLoop eventLoop, String authorization) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        headers.add("host", "localhost:8080");
        headers.add("user-agent", "benchmark/1.0");
        headers.add("accept", "application/json");
        headers.add("accept-encoding", "gzip, br");
        headers.add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        headers.add("authorization", authorization);
        return new BenchmarkRequest(eventLoop, new NettyHeaderFields(headers));
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String target() {
        return TARGET;
    }

    @Override
    public @Nullable String takeQueryParameter(String name) {
        return null;
    }
}
