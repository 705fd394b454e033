package dev.capstan.transport;

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
        RequestDecoder decoder = new RequestDecoder(listener.configuration().maxHeadBytes());
        channel.pipeline().addLast(decoder, new ConnectionHandler(listener, decoder));
    }
}
