package dev.capstan.consumer.http.internal.connection;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Picks the sockets that an event loop can drive. */
final class ChannelTypes {
    private ChannelTypes() {}

    static ChannelFactory<SocketChannel> sockets(EventLoop eventLoop) {
        return eventLoop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)
                ? EpollSocketChannel::new
                : NioSocketChannel::new;
    }
}
