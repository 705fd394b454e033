package dev.capstan.engine.spi;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Makes event loops, epoll where the platform has it, and says which channels run on a given group. */
public final class EventLoops {
    private EventLoops() {}

    /** A group of that many loops; its threads do not keep the JVM alive. */
    public static EventLoopGroup create(int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads,
                new DefaultThreadFactory("capstan-io", true),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** The client channels that run on that group. */
    public static Class<? extends SocketChannel> socketChannel(EventLoopGroup group) {
        return isEpoll(group) ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** The listening channels that run on that group. */
    public static Class<? extends ServerSocketChannel> serverChannel(EventLoopGroup group) {
        return isEpoll(group) ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /**
     * Whether the channels of that group are epoll's, which have options of their own.
     *
     * @throws IllegalArgumentException when they are neither that nor NIO's
     */
    public static boolean isEpoll(EventLoopGroup group) {
        if (group instanceof IoEventLoopGroup io) {
            if (io.isIoType(EpollIoHandler.class)) {
                return true;
            }
            if (io.isIoType(NioIoHandler.class)) {
                return false;
            }
        }
        throw new IllegalArgumentException(
                "event loops must run epoll or NIO, not " + group.getClass().getSimpleName());
    }
}
