package dev.capstan.testkit.consumer;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;

/**
 * The body of a request, which tells whether it was taken over: read to its end or let go of, with every buffer released. It signals
 * where it is asked, as the body of a caller does.
 */
abstract class OwnedBody {
    private static final byte[] PIECE = "a piece of a body; ".getBytes(StandardCharsets.US_ASCII);
    private static final int PIECES = 5;

    /** The bodies to try: all bytes at once, and bytes as they are asked for. */
    static OwnedBody[] kinds() {
        return new OwnedBody[] {new Whole(), new Streamed()};
    }

    /** The body to hand over, always the same one. */
    abstract Body body();

    /** What is wrong with what became of it; empty when it was taken over as it has to be. */
    abstract String complaint();

    /** Whether nobody has touched it. */
    abstract boolean isUntouched();

    @Override
    public String toString() {
        return getClass().getSimpleName();
    }

    private static final class Whole extends OwnedBody {
        private final ByteBuf bytes = Unpooled.copiedBuffer(PIECE);
        private final Body body = Body.of(bytes);

        @Override
        Body body() {
            return body;
        }

        @Override
        String complaint() {
            return bytes.refCnt() == 0 ? "" : "its buffer was not released";
        }

        @Override
        boolean isUntouched() {
            return bytes.refCnt() == 1 && bytes.readerIndex() == 0 && bytes.readableBytes() == PIECE.length;
        }
    }

    private static final class Streamed extends OwnedBody implements Flow.Publisher<ByteBuf> {
        private final Body body = new Body.Stream((long) PIECE.length * PIECES, this);
        private final Queue<ByteBuf> sent = new ConcurrentLinkedQueue<>();
        private volatile int subscribers;
        private volatile boolean ended;

        @Override
        Body body() {
            return body;
        }

        @Override
        String complaint() {
            if (subscribers != 1) {
                return "it was subscribed to " + subscribers + " times";
            }
            if (!ended) {
                return "it was neither read to its end nor cancelled";
            }
            return sent.stream().allMatch(piece -> piece.refCnt() == 0) ? "" : "a piece was not released";
        }

        @Override
        boolean isUntouched() {
            return subscribers == 0;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // subscribed to by one thread
        public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
            subscribers++;
            subscriber.onSubscribe(new Flow.Subscription() {
                private long demand;
                private int left = PIECES;
                private boolean signalling;

                @Override
                public void request(long count) {
                    demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
                    if (signalling) {
                        return;
                    }
                    signalling = true;
                    while (demand > 0 && left > 0 && !ended) {
                        demand--;
                        left--;
                        ByteBuf piece = Unpooled.copiedBuffer(PIECE);
                        sent.add(piece);
                        subscriber.onNext(piece);
                    }
                    signalling = false;
                    if (left == 0 && !ended) {
                        ended = true;
                        subscriber.onComplete();
                    }
                }

                @Override
                public void cancel() {
                    ended = true;
                }
            });
        }
    }
}
