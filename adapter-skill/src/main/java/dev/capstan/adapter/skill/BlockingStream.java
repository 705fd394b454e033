package dev.capstan.adapter.skill;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are read where blocking is allowed, one piece for each that the subscriber asks for, and handed over on the event loop.
 * One subscriber; it owns the source through this stream, which closes it at the end.
 */
final class BlockingStream implements Flow.Publisher<ByteBuf> {
    /** Where bytes come from; used by one thread at a time. */
    interface Source extends AutoCloseable {
        /** About how long a piece is. */
        int CHUNK = 32 * 1024;

        /** The next bytes, owned by the caller; null at the end. Blocks. */
        @Nullable
        ByteBuf next() throws IOException;

        /** Lets go of what it holds. Blocks. */
        @Override
        void close() throws IOException;
    }

    private final Source source;
    private final EventLoop eventLoop;
    private final Executor executor;
    private boolean subscribed;

    BlockingStream(Source source, EventLoop eventLoop, Executor executor) {
        this.source = source;
        this.eventLoop = eventLoop;
        this.executor = executor;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (subscribed) {
            Body.refuse(subscriber);
            return;
        }
        subscribed = true;
        subscriber.onSubscribe(new Reading(subscriber));
    }

    /** All on the event loop, but for {@link #read} and {@link #close}. */
    private final class Reading implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuf> subscriber;
        private long demand;
        private boolean isReading;
        private boolean ended;

        Reading(Flow.Subscriber<? super ByteBuf> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long pieces) {
            if (ended) {
                return;
            }
            if (pieces <= 0) {
                end();
                subscriber.onError(new IllegalArgumentException("asked for " + pieces + " pieces"));
                return;
            }
            demand = demand + pieces < 0 ? Long.MAX_VALUE : demand + pieces;
            readOn();
        }

        @Override
        public void cancel() {
            end();
        }

        private void readOn() {
            if (ended || isReading || demand == 0) {
                return;
            }
            isReading = true;
            try {
                executor.execute(this::read);
            } catch (RejectedExecutionException e) {
                isReading = false;
                end();
                subscriber.onError(e);
            }
        }

        private void read() {
            ByteBuf piece = null;
            Throwable failure = null;
            try {
                piece = source.next();
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
            ByteBuf read = piece;
            Throwable failed = failure;
            try {
                eventLoop.execute(() -> deliver(read, failed));
            } catch (RejectedExecutionException e) {
                if (read != null) {
                    read.release();
                }
                close();
            }
        }

        private void deliver(@Nullable ByteBuf piece, @Nullable Throwable failure) {
            isReading = false;
            if (ended) {
                if (piece != null) {
                    piece.release();
                }
                closeSource();
            } else if (failure != null) {
                end();
                subscriber.onError(failure);
            } else if (piece == null) {
                end();
                subscriber.onComplete();
            } else {
                demand--;
                subscriber.onNext(piece);
                readOn();
            }
        }

        private void end() {
            if (!ended) {
                ended = true;
                closeSource();
            }
        }

        private void closeSource() {
            if (isReading) {
                // It is closed when what is being read has come.
                return;
            }
            try {
                executor.execute(this::close);
            } catch (RejectedExecutionException e) {
                close();
            }
        }

        private void close() {
            try {
                source.close();
            } catch (IOException e) {
                // What was read is complete, or was told to be broken.
            }
        }
    }
}
