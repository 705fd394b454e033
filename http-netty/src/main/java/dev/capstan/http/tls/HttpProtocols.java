package dev.capstan.http.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;

/** What is spoken over TLS, as negotiated in the handshake (RFC 7301). */
public final class HttpProtocols {
    /** HTTP/1.1, also with peers that negotiate nothing. */
    public static final ApplicationProtocolConfig NEGOTIATED = new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_1_1);

    private HttpProtocols() {}
}
