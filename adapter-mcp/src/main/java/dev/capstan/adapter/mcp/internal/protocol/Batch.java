package dev.capstan.adapter.mcp.internal.protocol;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.MemoryReservation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers several messages that came at once, one after the other, in one array. On the channel's event loop. */
public final class Batch {
    /** What the answers may be together; memory for them is reserved before the first. */
    public static final int MOST_BYTES = 1024 * 1024;

    private final ReplyChannel channel;
    private final Iterator<Message> messages;
    private final ByteBuf answers;
    private boolean isRunning;
    private boolean isAwaiting;
    private boolean isGone;
    private ReplyChannel.@Nullable GoneListener current;

    private Batch(ReplyChannel channel, List<Message> messages) {
        this.channel = channel;
        this.messages = messages.iterator();
        this.answers = channel.allocator().buffer();
    }

    /** Answers them over that channel, and says nothing to those that want no answer. */
    public static void answer(ReplyChannel channel, List<Message> messages) {
        Batch batch = new Batch(channel, messages);
        channel.onGone(cancelled -> batch.gone());
        batch.run();
    }

    /** Whether any of them wants an answer. */
    public static boolean isAnswered(List<Message> messages) {
        return messages.stream()
                .anyMatch(message -> message instanceof Message.Request || message instanceof Message.Invalid);
    }

    private void gone() {
        isGone = true;
        if (current != null) {
            current.onGone(false);
        }
        if (!isRunning) {
            answers.release();
        }
    }

    /** Goes on until a message has to be waited for. */
    private void run() {
        isRunning = true;
        while (!isGone && !isAwaiting && messages.hasNext()) {
            Message message = messages.next();
            if (message instanceof Message.Request request) {
                isAwaiting = true;
                current = null;
                One one = new One(request.id());
                try {
                    request.call().answer(new Responder(one, request));
                } catch (RuntimeException defect) {
                    one.defect(defect);
                }
            } else if (message instanceof Message.Invalid invalid) {
                separate();
                Envelope.error(invalid.error(), answers);
            }
        }
        isRunning = false;
        if (isGone) {
            answers.release();
        } else if (!isAwaiting && !messages.hasNext()) {
            channel.reply(200, Body.of(answers.writeByte(']')));
        }
    }

    private void separate() {
        answers.writeByte(answers.isReadable() ? ',' : '[');
    }

    private void answered() {
        isAwaiting = false;
        if (!isRunning && !isGone) {
            run();
        }
    }

    /** Where the answer to one of them goes. */
    private final class One implements ReplyChannel, BodyCollector.Listener {
        private final byte[] id;
        private boolean replied;

        One(byte[] id) {
            this.id = id;
        }

        @Override
        public EventLoop eventLoop() {
            return channel.eventLoop();
        }

        @Override
        public CallContext callContext() {
            return channel.callContext();
        }

        @Override
        public ByteBufAllocator allocator() {
            return channel.allocator();
        }

        @Override
        public MemoryReservation memory() {
            return channel.memory();
        }

        @Override
        public void onGone(GoneListener listener) {
            current = listener;
        }

        @Override
        public boolean takesNotifications() {
            return false;
        }

        @Override
        public void send(ByteBuf notification) {
            notification.release();
        }

        @Override
        public void keepAlive() {
            // Only requests of later versions wait so long.
        }

        @Override
        public void reply(int status, Body message) {
            if (replied || isGone) {
                message.discard();
                return;
            }
            replied = true;
            BodyCollector.collect(
                    message, allocator(), MOST_BYTES - Math.min(MOST_BYTES, answers.readableBytes()), this);
        }

        @Override
        public void defect(Throwable defect) {
            channel.defect(defect);
            current = null;
            gone();
        }

        @Override
        public void onCollected(ByteBuf bytes) {
            try {
                if (!isGone) {
                    separate();
                    answers.writeBytes(bytes);
                }
            } finally {
                bytes.release();
            }
            answered();
        }

        @Override
        public void onTooLarge(long limit) {
            failed("the answers to a batch are longer than " + MOST_BYTES + " bytes: send this request on its own");
        }

        @Override
        public void onFailure(Throwable failure) {
            failed("the answer broke off");
        }

        private void failed(String why) {
            if (!isGone) {
                separate();
                Envelope.error(id, JsonRpcError.internalError(why), answers);
            }
            answered();
        }
    }
}
