package dev.capstan.transport.internal.connection;

import dev.capstan.transport.internal.tls.ListenerCertificates;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/** Sets up a new connection of a listener. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
    private final Listener listener;

    ConnectionInitializer(Listener listener) {
        this.listener = listener;
    }

    @Override
    protected void initChannel(Channel channel) {
        ListenerCertificates certificates = listener.certificates();
        if (certificates != null) {
            channel.pipeline()
                    .addLast(certificates.newHandler(
                            channel.alloc(), listener.configuration().timeouts().head()));
        }
        channel.pipeline().addLast(new ConnectionHandler(listener, listener.stateOf(channel.eventLoop())));
    }
}
