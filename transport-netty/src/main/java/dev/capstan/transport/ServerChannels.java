package dev.capstan.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** Finds the kind of channel that runs on a group of event loops. */
final class ServerChannels {
    private ServerChannels() {}

    static Class<? extends ServerChannel> forLoops(EventLoopGroup loops) {
        if (loops instanceof IoEventLoopGroup group) {
            if (group.isIoType(EpollIoHandler.class)) {
                return EpollServerSocketChannel.class;
            }
            if (group.isIoType(NioIoHandler.class)) {
                return NioServerSocketChannel.class;
            }
        }
        throw new IllegalArgumentException("event loops that run neither epoll nor NIO: " + loops.getClass());
    }
}
