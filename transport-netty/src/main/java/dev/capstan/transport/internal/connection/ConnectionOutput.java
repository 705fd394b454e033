package dev.capstan.transport.internal.connection;

import dev.capstan.engine.configuration.ClientRates;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.transport.internal.exchange.ReplyOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a connection sends: writes gather until a flush, and the end comes behind them. What the client does not read stays in
 * memory, which is reserved; clients that read slower than the least rate are cut off. On the event loop.
 */
final class ConnectionOutput implements ReplyOutput, Runnable {
    /** What every head of a reply begins with. */
    private static final byte[] BEGINNING = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ChannelHandlerContext context;
    private final EventLoopState loop;
    private final BooleanSupplier isFlushedLater;
    private final HeldMemory unsent;
    private final long window;
    private final long leastPerWindow;
    private @Nullable String clientAddress;
    private @Nullable LazyTimer stallTimer;
    private boolean headWritten;
    private int sentOfHead;
    private boolean dirty;
    private boolean scheduled;
    private boolean stalled;
    private long stalledSince;
    private long written;
    private long sentAtWindowStart;

    ConnectionOutput(
            ChannelHandlerContext context,
            EventLoopState loop,
            MemoryBudget budget,
            ServerConfiguration configuration,
            BooleanSupplier isFlushedLater) {
        this.context = context;
        this.loop = loop;
        this.isFlushedLater = isFlushedLater;
        this.unsent = new HeldMemory(budget, 0);
        ClientRates rates = configuration.rates();
        long bodyTimeout = configuration.timeouts().body().toNanos();
        this.window = rates.minResponseRate() == 0
                ? bodyTimeout
                : Math.min(bodyTimeout, rates.grace().toNanos());
        this.leastPerWindow = Math.max(1, (long) (rates.minResponseRate() * (window / 1e9)));
    }

    /** Another reply is to come. */
    void replyBegins() {
        headWritten = false;
    }

    @Override
    public ByteBufAllocator allocator() {
        return context.alloc();
    }

    @Override
    public boolean isWritable() {
        return context.channel().isWritable();
    }

    @Override
    public void writeHead(ByteBuf bytes) {
        headWritten = true;
        write(bytes.skipBytes(sentOfHead));
        sentOfHead = 0;
    }

    /** Sends the first character of the reply's head that has not been sent; false when the head has been written. */
    boolean sendAhead() {
        if (headWritten) {
            return false;
        }
        write(Unpooled.wrappedBuffer(BEGINNING, sentOfHead++, 1));
        flush();
        return true;
    }

    @Override
    public void write(ByteBuf bytes) {
        dirty = true;
        written += bytes.readableBytes();
        Future<?> unused = context.write(bytes, context.voidPromise());
    }

    /** Tells a client that waits for it to send its body. */
    void writeContinue() {
        write(Unpooled.wrappedBuffer(CONTINUE));
    }

    void flush() {
        if (dirty) {
            dirty = false;
            context.flush();
            checkUnsent();
        }
    }

    /** Flushes once the event loop has done what it has at hand, so that pieces that come together leave together. */
    @Override
    public void flushSoon() {
        if (!scheduled && !isFlushedLater.getAsBoolean()) {
            scheduled = true;
            context.channel().eventLoop().execute(this);
        }
    }

    @Override
    public void run() {
        scheduled = false;
        flush();
    }

    // What the client does not read

    private long pending() {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private void checkUnsent() {
        long pending = pending();
        if (pending == 0) {
            endStall();
            return;
        }
        long now = 0;
        if (!stalled) {
            now = System.nanoTime();
            stalled = true;
            stalledSince = now;
            loop.stalled(this);
            beginWindow(now, pending);
            awaitSent();
        }
        if (!unsent.hold(pending) && loop.cutLongestStalled(now == 0 ? System.nanoTime() : now, this)) {
            unsent.hold(pending);
        }
    }

    private void beginWindow(long now, long pending) {
        if (stallTimer == null) {
            stallTimer = new LazyTimer(context.channel().eventLoop(), this::checkRate);
        }
        sentAtWindowStart = written - pending;
        stallTimer.set(now, window);
    }

    /** Looks again once everything that was written so far has been sent, and accounted for. */
    private void awaitSent() {
        Future<?> unused = context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(sent -> context.channel().eventLoop().execute(this::lookAgain));
    }

    private void lookAgain() {
        if (stalled && context.channel().isOpen()) {
            checkUnsent();
            if (stalled) {
                awaitSent();
            }
        }
    }

    private void checkRate() {
        long pending = pending();
        if (pending == 0) {
            endStall();
        } else if (written - pending - sentAtWindowStart < leastPerWindow) {
            reset();
        } else {
            beginWindow(System.nanoTime(), pending);
        }
    }

    private void endStall() {
        if (stalled) {
            stalled = false;
            loop.noLongerStalled(this);
            unsent.release();
            if (stallTimer != null) {
                stallTimer.clear();
            }
        }
    }

    /** Since when something written has not been sent. */
    long stalledSince() {
        return stalledSince;
    }

    // How it ends

    /** The connection has been closed. */
    void closed() {
        endStall();
        if (stallTimer != null) {
            stallTimer.stop();
        }
    }

    /** Closes the connection once everything has been sent. */
    void closeWhenSent() {
        dirty = true;
        Future<?> unused = context.write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /**
     * Says once everything has been sent that no more comes, and leaves the closing to the client: closing with unread bytes
     * would reset the connection, and the client might never see the reply.
     *
     * @param onSent invoked then
     */
    void endWhenSent(Runnable onSent) {
        dirty = true;
        Channel channel = context.channel();
        Future<?> unused = context.write(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls == null) {
                shutDownOutput(channel);
            } else {
                Future<?> ignored = tls.closeOutbound().addListener(closed -> shutDownOutput(channel));
            }
            onSent.run();
        });
    }

    private static void shutDownOutput(Channel channel) {
        Future<?> ignored = channel instanceof DuplexChannel duplex ? duplex.shutdownOutput() : channel.close();
    }

    void close() {
        Future<?> unused = context.close();
    }

    /** Closes the connection at once in a way that the client cannot take for a proper end. */
    void reset() {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        // Before everything in the pipeline: TLS would say properly that nothing more comes.
        Future<?> unused = context.pipeline().firstContext().close();
    }

    /** The client's address, without its port; the same for all requests of the connection. */
    @Override
    public String clientAddress() {
        if (clientAddress == null) {
            clientAddress = context.channel().remoteAddress() instanceof InetSocketAddress client
                    ? client.getAddress().getHostAddress()
                    : String.valueOf(context.channel().remoteAddress());
        }
        return clientAddress;
    }
}
