package dev.capstan.adapter.skill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a subscriber sees of bytes that are read on another thread; that thread is the test's. */
class BlockingStreamTest {
    private final EventLoop eventLoop = new DefaultEventLoop();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Pieces source = new Pieces();
    private final Recorder recorder = new Recorder();

    @AfterEach
    void stop() {
        eventLoop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void readsNoMoreThanIsAskedFor() throws Exception {
        source.pieces.addAll(List.of("a", "b", "c"));
        subscribe();
        assertThat(tasks).isEmpty();

        request(2);
        runAll();
        assertThat(recorder.seen).containsExactly("a", "b");
        assertThat(source.pieces).containsExactly("c");

        request(5);
        runAll();
        assertThat(recorder.seen).containsExactly("a", "b", "c", "complete");
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void aFailureEndsTheStreamAndClosesTheSource() throws Exception {
        source.pieces.add("a");
        source.failure = new IOException("gone");
        subscribe();
        request(3);
        runAll();
        assertThat(recorder.seen).containsExactly("a", "failed: gone");
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void whoeverGivesUpGetsNothingMore() throws Exception {
        source.pieces.addAll(List.of("a", "b"));
        subscribe();
        request(1);
        onLoop(() -> {
            recorder.subscription.cancel();
            return null;
        });
        assertThat(source.closed).as("while it is read it stays open").isZero();
        runAll();
        assertThat(recorder.seen).isEmpty();
        assertThat(source.closed).isEqualTo(1);
        assertThat(source.last.refCnt()).isZero();
    }

    @Test
    void whoeverTakesNothingLeavesNothingOpen() throws Exception {
        subscribe();
        onLoop(() -> {
            recorder.subscription.cancel();
            recorder.subscription.cancel();
            return null;
        });
        runAll();
        assertThat(source.closed).isEqualTo(1);
    }

    private void subscribe() throws Exception {
        onLoop(() -> {
            new BlockingStream(source, eventLoop, tasks::add).subscribe(recorder);
            return null;
        });
    }

    private void request(long pieces) throws Exception {
        onLoop(() -> {
            recorder.subscription.request(pieces);
            return null;
        });
    }

    private <T> void onLoop(Callable<T> action) throws Exception {
        eventLoop.submit(action).get();
    }

    /** Plays the blocking executor until nothing is left to do. */
    private void runAll() throws Exception {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
            onLoop(() -> null);
        }
    }

    private static final class Pieces implements BlockingStream.Source {
        final Queue<String> pieces = new ArrayDeque<>();
        int closed;
        ByteBuf last = Unpooled.EMPTY_BUFFER;

        @Nullable
        IOException failure;

        @Override
        public @Nullable ByteBuf next() throws IOException {
            String piece = pieces.poll();
            if (piece == null) {
                if (failure != null) {
                    throw failure;
                }
                return null;
            }
            last = Unpooled.copiedBuffer(piece, UTF_8);
            return last;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static final class Recorder implements Flow.Subscriber<ByteBuf> {
        final List<String> seen = new ArrayList<>();
        Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ByteBuf bytes) {
            seen.add(bytes.toString(UTF_8));
            bytes.release();
        }

        @Override
        public void onError(Throwable failure) {
            seen.add("failed: " + failure.getMessage());
        }

        @Override
        public void onComplete() {
            seen.add("complete");
        }
    }
}
