package dev.capstan.benchmarks.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;

/** Ends connections as a process that crashes does. */
final class Resets {
    private Resets() {}

    /** Closes the channel so that the other side sees a reset, unless it is closed already. */
    static void reset(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            // It was closed meanwhile.
        }
        channel.close();
    }
}
