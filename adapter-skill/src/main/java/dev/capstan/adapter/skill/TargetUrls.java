package dev.capstan.adapter.skill;

import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.spi.adapter.AdapterState;
import dev.capstan.engine.spi.adapter.DocumentView;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.transport.HttpExchange;
import io.netty.util.AsciiString;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a document's other adapters are reached, as whoever asks can write it. Safe for any thread. */
final class TargetUrls {
    private static final AsciiString HOST = AsciiString.cached("host");
    private static final Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::\\d*)?");

    private final DocumentView document;

    TargetUrls(DocumentView document) {
        this.document = document;
    }

    /**
     * The URL of what a tool is called at; null when nothing is served there.
     *
     * <p>An adapter that listens on all addresses is reached under the name that the caller reached this one by: the loopback would
     * be another machine to it.
     */
    @Nullable
    String url(ServedTool.Target target, HttpExchange exchange) {
        for (AdapterState adapter : document.adapters()) {
            if (adapter.namespace().equals(target.adapter().namespace())
                    && adapter.type().equals(target.mode())
                    && !adapter.endpoints().isEmpty()) {
                ServerAdapter.Endpoint endpoint = adapter.endpoints().get(0);
                return endpoint.address().isAnyLocalAddress()
                        ? withHost(endpoint.url(), exchange.headers())
                        : endpoint.url();
            }
        }
        return null;
    }

    private static String withHost(String url, HeaderFields headers) {
        String host = headers.get(HOST);
        Matcher asked = HOST_AND_PORT.matcher(host == null ? "" : host);
        if (!asked.matches()) {
            return url;
        }
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + asked.group(1) + ":" + uri.getPort() + uri.getRawPath();
    }
}
