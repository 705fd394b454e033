package dev.capstan.consumer.http;

import dev.capstan.consumer.http.internal.call.HttpConsumer;
import dev.capstan.consumer.http.internal.connection.HostResolver;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.ConsumerContext;
import dev.capstan.engine.spi.consumer.ConsumerProvider;

/** Makes the consumers of {@code consumes.type: http}: HTTP/1.1, over TLS for https (RFC 9110, RFC 9112). */
public final class HttpConsumerProvider implements ConsumerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public HttpConsumerProvider() {}

    @Override
    public String type() {
        return "http";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Consumer create(ConsumerContext context) {
        return new HttpConsumer(context, HostResolver.PLATFORM);
    }
}
